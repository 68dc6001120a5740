"""The tagger's weights as tagging looks them up: by numbers instead of by names of features.

The names are those of `features`. What has the same own features everywhere, a word or a term mark, has their
weights summed once; joined features are found by the numbers of the values that they join.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import get_args

import numpy as np
import numpy.typing as npt

from pipeline.extract.features import JOINED, LONG, OFFSETS, SHORT, Column, Joined, is_seen
from pipeline.extract.viterbi import Numbers
from pipeline.extract.weights import Weights

Whole = npt.NDArray[np.int32]
"""Sums of few scores, and numbers of values: small, and there are many."""
_LARGEST_SPACE = 1 << 18
"""Codes up to which every one has a place in a table; of wider families only the codes of features."""
_FAMILIES: Mapping[str, tuple[Joined, ...]] = {
    family.name: tuple(other for other in JOINED if other.name == family.name) for family in JOINED
}


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
    numbers: dict[Column, dict[str, int]] = {column: {} for column in get_args(Column)}
    joined: dict[Joined, list[tuple[list[int], int]]] = {family: [] for family in JOINED}
    own: dict[str, int] = {}
    seen: list[tuple[int, int, int]] = []
    for feature, row in weights.rows.items():
        name, _, told = feature.partition("=")
        if name in _FAMILIES:
            for family, values in _read(name, told):
                digits = [numbers[column].setdefault(value, len(numbers[column]) + 1)
                          for column, value in zip(family.columns, values, strict=True)]  # fmt: skip
                joined[family].append((digits, row))
        elif "|" in name:
            offset, _, bare = feature.partition("|")
            if is_seen(bare, int(offset)):
                seen.append((own.setdefault(bare, len(own) + 1), OFFSETS.index(int(offset)), row))
    own_scores = np.zeros((len(own) + 1, len(OFFSETS), len(weights.tags)), np.int32)
    if seen:
        places, offsets, rows = np.array(seen).T
        own_scores[places, offsets] = weights.scores[rows]
    none = np.zeros(len(weights.tags), np.int64)
    lengths = [weights.scores[weights.rows[name]] if name in weights.rows else none for name in (SHORT, LONG)]
    families = tuple(_family(family, found, numbers, weights) for family, found in joined.items())
    return Scores(own, own_scores, numbers, families, np.array(lengths))


def _read(name: str, told: str) -> Iterator[tuple[Joined, list[str]]]:
    """The family of a joined feature and the values that it joins."""
    values = _split(told)
    for family in _FAMILIES[name]:
        pairs = list(zip(family.leads, values, strict=False))
        if len(values) == len(family.columns) and all(value.startswith(lead) for lead, value in pairs):
            yield family, [value.removeprefix(lead) for lead, value in pairs]


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
