"""The tagger's weights as tagging looks them up: by numbers instead of by names of features.

The names are those of `features`. What has the same own features everywhere, a word or a term mark, has their
weights summed once; joined features are found by the numbers of the values that they join.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import get_args

import numpy as np
import numpy.typing as npt

from pipeline.extract.features import JOINED, LONG, OFFSETS, OUTSIDE, SHORT, Column, Joined, is_seen
from pipeline.extract.viterbi import Numbers
from pipeline.extract.weights import Weights

Whole = npt.NDArray[np.int32]
"""Sums of few scores, and numbers of values: small, and there are many."""
_LARGEST_SPACE = 1 << 18
"""Codes up to which every one has a place in a table; of wider families only the codes of features."""


@dataclass(frozen=True, slots=True)
class Family:
    """The weights of a family of joined features.

    The code of values is the number that their numbers make, as digits; 0 is the digit of a value that no
    feature has.
    """

    joined: Joined
    bases: tuple[int, ...]
    codes: Numbers
    """Of its features, ascending; of a small family all codes there are, and empty."""
    rows: npt.NDArray[np.intp]
    """Of `scores`, by place in `codes`, or by code."""
    scores: Numbers
    """The last row is zero: that of values without feature."""

    def is_in(self, columns: Mapping[Column, Whole]) -> bool:
        """Whether all its columns are there."""
        return columns.keys() >= set(self.joined.columns)

    def of(self, columns: Mapping[Column, Whole], reach: int) -> Numbers:
        """What it adds to the scores of tokens; one row a token.

        Args:
            columns: numbers of the values, with `reach` more entries before and after those of the tokens.
            reach: at least as far as its places.
        """
        n_tokens = len(columns[self.joined.columns[0]]) - 2 * reach
        codes = np.zeros(n_tokens, np.int64)
        for name, place, base in zip(self.joined.columns, self.joined.places, self.bases, strict=True):
            codes *= base
            codes += columns[name][reach + place : reach + place + n_tokens]
        return self.scores[self._rows(codes)]

    def _rows(self, codes: Numbers) -> npt.NDArray[np.intp]:
        if not len(self.codes):
            return self.rows[codes]
        places = np.searchsorted(self.codes[:-1], codes)
        return np.where(self.codes[places] == codes, self.rows[places], len(self.scores) - 1)


@dataclass(frozen=True, slots=True)
class Scores:
    """A trained model of one scheme, for look-up."""

    own: Mapping[str, int] = field(repr=False)
    """Own feature, without the place from which it is seen -> its row in `own_scores`."""
    own_scores: Whole = field(repr=False)
    """One row a feature, in it one a place of `OFFSETS`, one column a tag; row 0 is zero."""
    numbers: Mapping[Column, Mapping[str, int]] = field(repr=False)
    """By column the numbers of the values that features join, from 1."""
    families: tuple[Family, ...] = field(repr=False)

    length_scores: Numbers = field(repr=False)
    """Of short texts, then of long ones."""

    def rows(self, known: Sequence[str]) -> list[int]:
        """Rows of `own_scores` of own features."""
        return [row for feature in known if (row := self.own.get(feature)) is not None]

    def number(self, column: Column, value: str) -> int:
        """Number of a value, 0 for one that no feature joins."""
        return self.numbers[column].get(value, 0)


def indexed(weights: Weights) -> Scores:
    """The weights of a model, for look-up; features that `features` never gives are left out."""
    told: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for feature, row in weights.rows.items():
        name, _, value = feature.partition("=")
        told[name].append((value, row))
    numbers: dict[Column, dict[str, int]] = {column: {} for column in get_args(Column)}
    found = {family: list(_numbered(family, told[family.name], numbers)) for family in JOINED}
    none = np.zeros(len(weights.tags), np.int64)
    lengths = [weights.scores[weights.rows[name]] if name in weights.rows else none for name in (SHORT, LONG)]
    families = tuple(_family(family, found[family], numbers, weights) for family in JOINED)
    return Scores(*_own(told, weights), numbers, families, np.array(lengths))


def _own(told: Mapping[str, Sequence[tuple[str, int]]], weights: Weights) -> tuple[Mapping[str, int], Whole]:
    """Own features with their places in a table, and the table."""
    places: dict[str, int] = {}
    scores = np.zeros((1 + sum(map(len, told.values())), len(OFFSETS), len(weights.tags)), np.int32)
    for name, values in told.items():
        offset, _, bare = name.partition("|")
        if bare and is_seen(bare, int(offset)):
            features = [bare if bare == OUTSIDE else f"{bare}={value}" for value, _ in values]
            seen = [places.setdefault(feature, len(places) + 1) for feature in features]
            scores[seen, OFFSETS.index(int(offset))] = weights.scores[[row for _, row in values]]
    return places, scores[: len(places) + 1].copy()


def _numbered(
    family: Joined, told: Sequence[tuple[str, int]], numbers: Mapping[Column, dict[str, int]]
) -> Iterator[tuple[list[int], int]]:
    """The features of a family: numbers of the values, which are numbered here, and row of the feature."""
    known = [numbers[column] for column in family.columns]
    leads = family.leads[: len(known)]
    for text, row in told:
        values = text.split("|")
        if len(values) != len(known):
            values = _split(text)  # a value is that mark itself
        if len(values) == len(known) and all(map(str.startswith, values, leads)):
            bare = map(str.removeprefix, values, leads)
            digits = [column.setdefault(value, len(column) + 1)
                      for column, value in zip(known, bare, strict=True)]  # fmt: skip
            yield digits, row


def _split(told: str) -> list[str]:
    """The values that are parted by `|`; one that is that mark itself stands alone."""
    values = []
    while told:
        value = "|" if told[0] == "|" else told.partition("|")[0]
        values.append(value)
        told = told[len(value) + 1 :]
    return values


def _family(
    joined: Joined,
    found: Sequence[tuple[Sequence[int], int]],
    numbers: Mapping[Column, Mapping[str, int]],
    weights: Weights,
) -> Family:
    bases = tuple(len(numbers[column]) + 1 for column in joined.columns)
    codes = np.zeros(len(found), np.int64)
    for place, base in enumerate(bases):
        codes = codes * base + np.array([digits[place] for digits, _ in found], np.int64)
    none = np.zeros((1, len(weights.tags)), np.int64)
    scores = np.concatenate([weights.scores[[row for _, row in found]], none])
    if prod(bases) <= _LARGEST_SPACE:
        rows = np.full(prod(bases), len(found))
        rows[codes] = np.arange(len(found))
        return Family(joined, bases, np.zeros(0, np.int64), rows, scores)
    order = np.argsort(codes)
    return Family(joined, bases, np.append(codes[order], -1), np.append(order, len(found)), scores)
