"""Words, and other things, as numbers: what is known of each is worked out once, and taken by number."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import islice
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from pipeline.extract.viterbi import Numbers

Kind = TypeVar("Kind", bound=Hashable)
Value = TypeVar("Value", bound=np.generic)
OUTSIDE_NUMBER = 0
"""Of what stands for a thing outside a sentence."""
_MOST = 100_000
_MOST_LETTERS = 10_000_000
_FIRST_SIZE = 1_000
_AT_ONCE = 1_000
"""Things that are told of together; bounds the memory on hostile text."""


class Numbered(dict[Kind, int]):
    """Gives each thing that is asked for the next number.

    Args:
        outside: what stands for a thing outside a sentence.
    """

    def __init__(self, outside: Kind) -> None:
        super().__init__({outside: OUTSIDE_NUMBER})

    def __missing__(self, thing: Kind) -> int:
        number = self[thing] = len(self)
        return number

    def of(self, things: Sequence[Kind]) -> Numbers:
        """The numbers of things."""
        return np.fromiter(map(self.__getitem__, things), np.int64, len(things))


class WordNumbers:
    """The numbers of all words met so far; where they are too many or too long, the next page begins anew."""

    def __init__(self, outside: str) -> None:
        self._outside = outside
        self._forget()

    def _forget(self) -> None:
        self._known = Numbered(self._outside)
        self._measured = self._letters = 0

    def latest(self) -> Numbered[str]:
        """The numbers, to be asked for the words of one page."""
        new = len(self._known) - self._measured
        self._measured += new
        self._letters += sum(map(len, islice(reversed(self._known), new)))
        if self._measured > _MOST or self._letters > _MOST_LETTERS:
            self._forget()
        return self._known


class ByNumber(Generic[Kind, Value]):
    """What is told of numbered things, one row a thing.

    Args:
        outside: the row of what is outside a sentence.
        tell: gives the rows of other things; always the same for the same thing.
    """

    def __init__(
        self, outside: npt.NDArray[Value], tell: Callable[[Sequence[Kind]], npt.NDArray[Value]]
    ) -> None:
        self._outside, self._tell = outside, tell
        self._things: Numbered[Kind] | None = None
        self._rows = self._empty(0)
        self._known = 0

    def of(self, things: Numbered[Kind]) -> npt.NDArray[Value]:
        """The row of each thing, at its number; what stands behind these is of no meaning."""
        if things is not self._things:
            self._things, self._known = things, 1
            self._rows = self._empty(_FIRST_SIZE)  # what one huge page took is not kept
            self._rows[OUTSIDE_NUMBER] = self._outside
        count = len(things)
        if self._known < count:
            self._learn(list(islice(reversed(things), count - self._known))[::-1])
        return self._rows

    def _learn(self, new: Sequence[Kind]) -> None:
        end = self._known + len(new)
        if end > len(self._rows):
            longer = self._empty(2 * end)
            longer[: self._known] = self._rows[: self._known]
            self._rows = longer
        for first in range(0, len(new), _AT_ONCE):
            some = new[first : first + _AT_ONCE]
            self._rows[self._known : self._known + len(some)] = self._tell(some)
            self._known += len(some)

    def _empty(self, count: int) -> npt.NDArray[Value]:
        rows: npt.NDArray[Any] = np.zeros((count, *self._outside.shape), self._outside.dtype)
        return rows
