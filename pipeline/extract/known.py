"""What the tagger has worked out of each word and each term mark: the same wherever these stand."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Generic, TypeVar

import numpy as np

from pipeline.extract.scores import Whole

Kind = TypeVar("Kind", bound=Hashable)
OUTSIDE_PLACE = 0
"""Place of what is outside a sentence."""
_MOST = 100_000
_FIRST_SIZE = 1_000
_AT_ONCE = 1_000
"""Things that are described together; bounds the memory on hostile text."""


class _Places(dict[Kind | None, int]):
    """Gives each thing that is asked for the next place; place 0 is that of what is no thing."""

    def __init__(self) -> None:
        super().__init__({None: OUTSIDE_PLACE})
        self.new: list[Kind | None] = [None]

    def __missing__(self, thing: Kind | None) -> int:
        place = self[thing] = len(self)
        self.new.append(thing)
        return place


class Known(Generic[Kind]):
    """Things by place, with the sums of their own scores and the numbers of their values.

    Args:
        describe: gives of a thing, or of None for what is outside a sentence, the rows of its own features in
            `own_scores`, and the numbers of its values.
        own_scores: see `Scores`.
        n_values: how many values a thing has.
    """

    def __init__(
        self,
        describe: Callable[[Kind | None], tuple[Sequence[int], Sequence[int]]],
        own_scores: Whole,
        n_values: int,
    ) -> None:
        self._describe, self._own_scores, self._n_values = describe, own_scores, n_values
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
        n_offsets, n_tags = self._own_scores.shape[1:]
        self._places = _Places[Kind]()
        self._sums = np.zeros((n_offsets, _FIRST_SIZE, n_tags), np.int32)
        self._values = np.zeros((self._n_values, _FIRST_SIZE), np.int32)

    def sums(self) -> Whole:
        """Sums of own scores by place of `OFFSETS`, then by place of the thing, then by tag."""
        self._complete()
        return self._sums

    def values(self) -> Whole:
        """Numbers of the values, one row a column, by place of the thing."""
        self._complete()
        return self._values

    def _complete(self) -> None:
        """Work out what is not known yet of the things that have a place."""
        new = self._places.new
        if not new:
            return
        end = len(self._places)
        if end > self._values.shape[1]:
            self._sums, self._values = (_widened(table, 2 * end) for table in (self._sums, self._values))
        for first in range(0, len(new), _AT_ONCE):
            self._describe_at(end - len(new) + first, new[first : first + _AT_ONCE])
        self._places.new = []

    def _describe_at(self, start: int, things: Sequence[Kind | None]) -> None:
        end = start + len(things)
        described = [self._describe(thing) for thing in things]
        rows = [(0, *rows) for rows, _ in described]  # row 0 is zero: no sum is of nothing
        firsts = np.cumsum([0, *map(len, rows[:-1])])
        sums = np.add.reduceat(self._own_scores[list(chain.from_iterable(rows))], firsts)
        self._sums[:, start:end] = sums.transpose(1, 0, 2)
        self._values[:, start:end] = np.array([values for _, values in described]).T


def _widened(table: Whole, size: int) -> Whole:
    """The table with zeros after what it holds, along the second axis."""
    wide = np.zeros((table.shape[0], size, *table.shape[2:]), table.dtype)
    wide[:, : table.shape[1]] = table
    return wide
