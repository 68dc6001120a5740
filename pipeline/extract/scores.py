"""The tagger's weights as tagging looks them up: by numbers instead of by names of features.

The names are those of `features`. What has the same own features everywhere, a word or a term mark, has their
weights summed once; joined features are found by the numbers of the values that they join.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from math import prod
from typing import get_args

import numpy as np
import numpy.typing as npt

from pipeline.extract.features import JOINED, LONG, OFFSETS, SHORT, Column, Joined, is_seen
from pipeline.extract.viterbi import Numbers
from pipeline.extract.weights import Weights

Whole = npt.NDArray[np.int32]
"""Sums of few scores, and numbers of values: small, and there are many."""
_NOTHING: Mapping[str | None, int] = {}
_LARGEST_SPACE = 1 << 16
"""Codes up to which every one has a row; of wider families only the codes of features have one."""
_LARGEST_LISTED = 1 << 22
"""Codes up to which every one has the number of its row."""
_SIEVE = (1 << 16) - 1
"""Codes with the same low bits share a place of the sieve."""
_NO_CODES, _NO_ROWS, _NO_SIEVE = np.zeros(0, np.int64), np.zeros(0, np.uint16), np.zeros(0, bool)


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """The weights of features that join the same columns.

    The code of values is the number that their numbers make, as digits; 0 is the digit of a value that no
    feature has.
    """

    columns: tuple[Column, ...]
    places: tuple[int, ...]
    bases: tuple[int, ...]
    codes: Numbers
    """Of its features, ascending, and one that is none; empty where they can be looked up."""
    listed: npt.NDArray[np.uint16]
    """Of each code its row, 0 for one that is no feature's; empty where there are too few or too many."""
    sieve: npt.NDArray[np.bool_]
    """By low bits whether a feature's code has them: nearly all codes that are asked for are no feature's."""
    scores: Whole
    """One row a code."""

    @property
    def is_whole(self) -> bool:
        """Whether every code has a row."""
        return not len(self.codes) and not len(self.listed)

    def is_in(self, columns: Mapping[Column, Whole]) -> bool:
        """Whether all its columns are there."""
        return columns.keys() >= set(self.columns)

    def add(self, scores: Whole, columns: Mapping[Column, Whole], reach: int) -> None:
        """Add what it says to the scores of tokens.

        Args:
            scores: one row a token.
            columns: numbers of the values, with `reach` more entries before and after those of the tokens.
            reach: at least as far as its places.
        """
        codes = np.zeros(len(scores), np.int64)
        for name, place, base in zip(self.columns, self.places, self.bases, strict=True):
            codes *= base
            codes += columns[name][reach + place : reach + place + len(scores)]
        if self.is_whole:
            scores += self.scores.take(codes, axis=0)
            return
        if len(self.listed):
            scores += self.scores.take(self.listed.take(codes), axis=0)
            return
        tokens = np.flatnonzero(self.sieve.take(codes & _SIEVE))
        asked = codes[tokens]
        rows = np.searchsorted(self.codes[:-1], asked)
        is_known = self.codes[rows] == asked
        scores[tokens[is_known]] += self.scores[rows[is_known]]


@dataclass(frozen=True, slots=True)
class Scores:
    """A trained model of one scheme, for look-up."""

    own: Mapping[str, Mapping[str | None, int]] = field(repr=False)
    """Name of an own feature, without the place from which it is seen -> value -> row in `own_scores`."""
    own_scores: Whole = field(repr=False)
    """One row a feature, in it one a place of `OFFSETS`, one column a tag; row 0 is zero."""
    numbers: Mapping[Column, Mapping[str, int]] = field(repr=False)
    """By column the numbers of the values that features join, from 1."""
    families: tuple[Family, ...] = field(repr=False)
    length_scores: Whole = field(repr=False)
    """Of short texts, then of long ones."""

    def rows(self, name: str, values: Iterable[str | None]) -> list[int]:
        """Rows of `own_scores` for the values of an own feature; 0 for one that has no score."""
        return list(map(self.own.get(name, _NOTHING).get, values, repeat(0)))

    def numbers_of(self, column: Column, values: Iterable[str]) -> list[int]:
        """Numbers of values; 0 for one that no feature joins."""
        return list(map(self.numbers[column].get, values, repeat(0)))


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
    families = _merged([_family(family, found[family], numbers, weights) for family in JOINED])
    return Scores(*_own(told, weights), numbers, families, np.array(lengths, np.int32))


def _own(
    told: Mapping[str, Sequence[tuple[str, int]]], weights: Weights
) -> tuple[Mapping[str, Mapping[str | None, int]], Whole]:
    """Own features with their places in a table, and the table."""
    places: defaultdict[str, dict[str | None, int]] = defaultdict(dict)
    scores = np.zeros((1 + sum(map(len, told.values())), len(OFFSETS), len(weights.tags)), np.int32)
    count = 1
    for name, values in told.items():
        offset, _, bare = name.partition("|")
        if bare and is_seen(bare, int(offset)):
            rows = places[bare]
            for value, _ in values:
                if value not in rows:
                    rows[value] = count
                    count += 1
            seen = [rows[value] for value, _ in values]
            scores[seen, OFFSETS.index(int(offset))] = weights.scores[[row for _, row in values]]
    return dict(places), scores[:count].copy()


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
    scores = weights.scores[[row for _, row in found]].astype(np.int32)
    if prod(bases) <= _LARGEST_SPACE:
        table = np.zeros((prod(bases), len(weights.tags)), np.int32)
        table[codes] = scores
        return Family(joined.columns, joined.places, bases, _NO_CODES, _NO_ROWS, _NO_SIEVE, table)
    if prod(bases) <= _LARGEST_LISTED and len(codes) < np.iinfo(np.uint16).max:
        listed = np.zeros(prod(bases), np.uint16)
        listed[codes] = np.arange(1, 1 + len(codes))
        none = np.zeros((1, len(weights.tags)), np.int32)
        scores = np.concatenate([none, scores])
        return Family(joined.columns, joined.places, bases, _NO_CODES, listed, _NO_SIEVE, scores)
    order = np.argsort(codes)
    sieve = np.zeros(_SIEVE + 1, bool)
    sieve[codes & _SIEVE] = True
    codes = np.append(codes[order], -1)
    return Family(joined.columns, joined.places, bases, codes, _NO_ROWS, sieve, scores[order])


def _merged(families: Sequence[Family]) -> tuple[Family, ...]:
    """The families, those with all codes added to another that joins the same values and more.

    One look into a wider table takes the place of several.
    """
    widest: list[Family] = []
    for family in sorted(families, key=lambda family: -len(family.places)):
        joined = list(zip(family.columns, family.places, strict=True))
        for wider in widest:
            axes = list(zip(wider.columns, wider.places, strict=True))
            if wider.is_whole and family.is_whole and set(joined) <= set(axes):
                shape = [base if axis in joined else 1 for axis, base in zip(axes, wider.bases, strict=True)]
                table = wider.scores.reshape(*wider.bases, -1)
                table += family.scores.reshape(*shape, -1)
                break
        else:
            widest.append(family)
    return tuple(widest)
