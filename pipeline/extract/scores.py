"""The tagger's weights as tagging looks them up: by numbers instead of by names of features.

The names are those of `features`. What has the same own features everywhere, a word or a term mark, has their
weights summed once; joined features are found by the numbers of the values that they join.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.extract.by_number import ByNumber, by_number
from pipeline.extract.features import JOINED, OFFSETS, Column, Joined
from pipeline.extract.viterbi import Numbers
from pipeline.extract.weights import Tags, Weights

Whole = npt.NDArray[np.int32]
"""Sums of few scores, and numbers of values: small, and there are many."""
_NOTHING: Mapping[str, int] = {}
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

    tags: Tags
    transitions: Numbers = field(repr=False)
    """`transitions[i, j]` is the score of tag j after tag i."""
    own: Mapping[str, Mapping[str, int]] = field(repr=False)
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
        known: Mapping[Any, int] = self.own.get(name, _NOTHING)
        return list(map(known.get, values, repeat(0)))

    def numbers_of(self, column: Column, values: Iterable[str]) -> list[int]:
        """Numbers of values; 0 for one that no feature joins."""
        return list(map(self.numbers[column].get, values, repeat(0)))


def indexed(weights: Weights) -> Scores:
    """The weights of a model, for look-up; features that `features` never gives are left out."""
    return scores_of(by_number(weights), weights.tags)


def scores_of(model: ByNumber, tags: Tags) -> Scores:
    """A model that is told by numbers, for look-up.

    Raises:
        ValueError: its parts do not fit each other.
    """
    n_tags = len(tags)
    families = [
        _family(joined, np.frombuffer(values, "<u2").reshape(-1, len(joined.columns)),
                np.frombuffer(scores, "<i4").reshape(-1, n_tags), model.numbers)
        for joined, (values, scores) in zip(JOINED, model.joined, strict=True)
    ]  # fmt: skip
    return Scores(
        tags=tags,
        transitions=np.frombuffer(model.transitions, "<i8").reshape(n_tags, n_tags),
        own=model.own,
        own_scores=np.frombuffer(model.own_scores, "<i4").reshape(-1, len(OFFSETS), n_tags),
        numbers=model.numbers,
        families=_merged(families),
        length_scores=np.frombuffer(model.lengths, "<i4").reshape(2, n_tags),
    )


def _family(
    joined: Joined,
    values: npt.NDArray[np.uint16],
    scores: Whole,
    numbers: Mapping[Column, Mapping[str, int]],
) -> Family:
    bases = tuple(len(numbers[column]) + 1 for column in joined.columns)
    codes = np.zeros(len(values), np.int64)
    for place, base in enumerate(bases):
        codes = codes * base + values[:, place]
    n_tags = scores.shape[1]
    if prod(bases) <= _LARGEST_SPACE:
        table = np.zeros((prod(bases), n_tags), np.int32)
        table[codes] = scores
        return Family(joined.columns, joined.places, bases, _NO_CODES, _NO_ROWS, _NO_SIEVE, table)
    if prod(bases) <= _LARGEST_LISTED and len(codes) < np.iinfo(np.uint16).max:
        listed = np.zeros(prod(bases), np.uint16)
        listed[codes] = np.arange(1, 1 + len(codes))
        none = np.zeros((1, n_tags), np.int32)
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
