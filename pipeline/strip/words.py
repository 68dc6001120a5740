"""Words as numbers, the same on all pages, so that what is known of a word is looked up once and for all.

Pages of a language share most of their words: beside a page's few new words, everything is taken by number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from itertools import islice
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]
Rows = NDArray[np.float64]
Value = TypeVar("Value", bound=Hashable)

_FIRST_ROWS = 1024
_MOST = 100_000
"""Where more words are known, the next page begins anew."""


def numbered(values: Sequence[Value], numbers: defaultdict[Value, int]) -> Places:
    """The number of each value; a value without number gets the next one, in order of first use.

    Args:
        values: any number of times each.
        numbers: those given so far; grows.
    """
    numbers.default_factory = numbers.__len__
    found = np.fromiter(map(numbers.__getitem__, values), np.int64, len(values))
    numbers.default_factory = None  # who looks for a value later is not to number it
    return found


def latest(numbers: dict[Value, int], count: int) -> list[Value]:
    """The values that got the last so many numbers, in order; a mapping cannot be read from its middle."""
    return list(islice(reversed(numbers), count))[::-1]


class WordNumbers:
    """Numbers words in the order in which they are met."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict()

    def of(self, words: Sequence[str]) -> tuple[dict[str, int], Places]:
        """All words met so far with their numbers, and the number of each of these words."""
        if len(self._numbers) > _MOST:
            self._numbers = defaultdict()
        return self._numbers, numbered(words, self._numbers)


class ByWord:
    """A number for each word met, worked out when a page first has it."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}
        self._values = np.zeros(0, np.int64)
        self._known = 0

    def of(self, words: dict[str, int], of_words: Callable[[Sequence[str]], Places]) -> Places:
        """The value of each word, at the word's number; what stands behind these is of no meaning.

        Args:
            words: by `WordNumbers`.
            of_words: works the values out; always the same function.
        """
        if words is not self._words:
            self._words, self._known = words, 0
        known, count = self._known, len(words)
        if known < count:
            if len(self._values) < count:
                self._values = np.resize(self._values, 2 * count)
            self._values[known:count] = of_words(latest(words, count - known))
            self._known = count
        return self._values


class Remembered(Generic[Value]):
    """Rows of numbers about values, worked out when a page first has the value."""

    def __init__(self, width: int, most: int, of_new: Callable[[Sequence[Value]], Rows]) -> None:
        """Nothing is known yet.

        Args:
            width: numbers in a row.
            most: where more values are known, all are forgotten.
            of_new: works the rows out, shape (values, width); always the same for a value.
        """
        self._width = width
        self._most = most
        self._of_new = of_new
        self._forget()

    def _forget(self) -> None:
        self._numbers: defaultdict[Value, int] = defaultdict()
        self._table = np.zeros((_FIRST_ROWS, self._width))
        self._known = 0  # behind the numbers, should a page be given up in between

    def rows(self, values: Sequence[Value]) -> Rows:
        """The row of each value, shape (values, width)."""
        if len(self._numbers) > self._most:
            self._forget()
        places = numbered(values, self._numbers)
        known, count = self._known, len(self._numbers)
        if known < count:
            while count > len(self._table):
                self._table = np.concatenate([self._table, np.zeros_like(self._table)])
            self._table[known:count] = self._of_new(latest(self._numbers, count - known))
            self._known = count
        return self._table.take(places, axis=0)
