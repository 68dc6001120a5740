"""What training learnt about words and about names in the markup: how much they speak for main content."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from pipeline.strip.words import ByWord, Places, latest, numbered

WORD_VALUES = ("function", "odds", "short_odds", "known", "health")
"""Of a word: 1 for a function word, log-odds in all lines and in short ones, 1 for every known word, 1 for
words of conditions, symptoms and treatments."""

NOTED = ("main", "section", "nav", "li", "figure")
"""Elements whose presence around a line is looked at; a name counts as the element of that name."""

PART_MARK = "/"
"""Stands in an artefact before a part of a name, to tell it from the name."""

_NOTED_FLAGS = {element: 1 << place for place, element in enumerate(NOTED)}
_PART = re.compile(r"[a-z]{2,}")
_MOST_NAMES = 100_000


@dataclass(frozen=True, slots=True)
class Names:
    """What some tokens of the markup say."""

    odds: NDArray[np.float64]
    """Shape (tokens, 2): log-odds of the token, and the mean log-odds of its parts."""
    flags: NDArray[np.uint8]
    """Which of the `NOTED` elements the token names, as the bits of a number, the first one the lowest."""


class KnownNames:
    """What was worked out for a token is remembered, up to a bound: sites use the same names on each page."""

    def __init__(self) -> None:
        self._rows: defaultdict[str, int] = defaultdict()
        self._odds = np.zeros((1024, 2))
        self._flags = np.zeros(1024, np.uint8)

    def values(self, tokens: Sequence[str], of_name: Callable[[str], tuple[float, float, int]]) -> Names:
        """The values of each token."""
        if len(self._rows) > _MOST_NAMES:
            self._rows.clear()
        known = len(self._rows)
        rows = numbered(tokens, self._rows)
        if len(self._rows) > known:
            self._learn(known, of_name)
        return Names(self._odds.take(rows, axis=0), self._flags.take(rows))

    def _learn(self, start: int, of_name: Callable[[str], tuple[float, float, int]]) -> None:
        end = len(self._rows)
        while end > len(self._flags):
            self._odds = np.concatenate([self._odds, np.zeros_like(self._odds)])
            self._flags = np.concatenate([self._flags, np.zeros_like(self._flags)])
        own, parts, self._flags[start:end] = zip(*map(of_name, latest(self._rows, end - start)), strict=True)
        self._odds[start:end, 0], self._odds[start:end, 1] = own, parts


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Log-odds of main content against boilerplate (natural logarithm, smoothed, cut off)."""

    words: Mapping[str, int]
    """Row of `table` by lower-cased word."""
    table: NDArray[np.float64]
    """Shape (words + 1, values of a word); row 0 is for unknown words."""
    names: Mapping[str, float]
    """By token of the markup."""
    parts: Mapping[str, float]
    """By part of a token."""
    known: KnownNames = field(default_factory=KnownNames, compare=False, repr=False)
    _rows: ByWord = field(default_factory=ByWord, init=False, compare=False, repr=False)

    def of_words(self, vocabulary: dict[str, int], ids: Places) -> NDArray[np.float64]:
        """Shape (words, values of a word).

        Args:
            vocabulary: see `Reading.vocabulary`.
            ids: the words, as numbers in it.
        """
        return self.table.take(self._rows.of(vocabulary, self._rows_of).take(ids), axis=0)

    def _rows_of(self, words: Sequence[str]) -> Places:
        return np.fromiter(map(self.words.get, words, repeat(0)), np.int64, len(words))

    def of_names(self, tokens: Sequence[str]) -> Names:
        """What the tokens of the markup say."""
        return self.known.values(tokens, self._of_name)

    def _of_name(self, token: str) -> tuple[float, float, int]:
        odds, parts = 0.0, parts_of(token)
        for part in parts:
            odds += self.parts.get(part, 0.0)
        return self.names.get(token, 0.0), odds / max(len(parts), 1), _NOTED_FLAGS.get(token, 0)


def parts_of(token: str) -> list[str]:
    """The parts of a compound name: `entry-content2` has `entry` and `content`."""
    return _PART.findall(token)
