"""What the tagger has worked out of each word and each term mark: the same wherever these stand."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from pipeline.extract.scores import Whole
from pipeline.extract.viterbi import Numbers

Kind = TypeVar("Kind", bound=Hashable)
Number = TypeVar("Number", np.int32, np.int64)
OUTSIDE_PLACE = 0
"""Place of what is outside a sentence."""
_MOST = 100_000
_FIRST_SIZE = 1_000
_AT_ONCE = 1_000
"""Things that are described together; bounds the memory on hostile text."""


class Told(NamedTuple):
    """What is told of some things: one column a thing."""

    rows: Numbers
    """Rows of their own features in `own_scores`, 0 for a feature that a thing lacks."""
    values: Numbers
    """Numbers of their values."""


class _Places(dict[Kind, int]):
    """Gives each thing that is asked for the next place; the first is that of what is outside a sentence."""

    def __init__(self, outside: Kind) -> None:
        super().__init__({outside: OUTSIDE_PLACE})
        self.new: list[Kind] = []

    def __missing__(self, thing: Kind) -> int:
        place = self[thing] = len(self)
        self.new.append(thing)
        return place


class Known(Generic[Kind]):
    """Things by place, with the sums of their own scores and the numbers of their values.

    Args:
        describe: tells of things.
        outside: what stands for a thing outside a sentence, and what is told of it.
        own_scores: see `Scores`.
    """

    def __init__(
        self, describe: Callable[[Sequence[Kind]], Told], outside: tuple[Kind, Told], own_scores: Whole
    ) -> None:
        self._describe, self._outside = describe, outside
        self._own_scores = own_scores.reshape(len(own_scores), -1)
        self._forget()

    def __len__(self) -> int:
        return len(self._places)

    def places(self, things: Iterable[Kind]) -> Iterator[int]:
        """The places of things; they hold until `trim` is called."""
        return map(self._places.__getitem__, things)

    def trim(self) -> None:
        """Forget all things where there are many."""
        if len(self._places) > _MOST:
            self._forget()

    def _forget(self) -> None:
        outside, told = self._outside
        self._places = _Places(outside)
        self._sums = np.zeros((_FIRST_SIZE, self._own_scores.shape[1]), np.int32)
        self._values = np.zeros((len(told.values), _FIRST_SIZE), np.int64)
        self._learn(OUTSIDE_PLACE, told)

    def sums(self) -> Whole:
        """Sums of own scores by place of the thing; in a row the tags by place of `OFFSETS`."""
        self._complete()
        return self._sums

    def values(self) -> Numbers:
        """Numbers of the values, one row a column, by place of the thing."""
        self._complete()
        return self._values

    def _complete(self) -> None:
        """Work out what is not known yet of the things that have a place."""
        new = self._places.new
        if not new:
            return
        end = len(self._places)
        if end > len(self._sums):
            self._sums = _widened(self._sums, (2 * end, self._sums.shape[1]))
            self._values = _widened(self._values, (len(self._values), 2 * end))
        for first in range(0, len(new), _AT_ONCE):
            self._learn(end - len(new) + first, self._describe(new[first : first + _AT_ONCE]))
        self._places.new = []

    def _learn(self, start: int, told: Told) -> None:
        end = start + told.values.shape[1]
        self._sums[start:end] = self._own_scores.take(told.rows, axis=0).sum(axis=0)
        self._values[:, start:end] = told.values


def _widened(table: npt.NDArray[Number], shape: tuple[int, int]) -> npt.NDArray[Number]:
    """The table with zeros around what it holds."""
    wide = np.zeros(shape, table.dtype)
    wide[: table.shape[0], : table.shape[1]] = table
    return wide
