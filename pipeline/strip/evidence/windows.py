"""What stands around each line: the columns of its neighbours, and means over windows of lines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.strip.evidence.table import Matrix

Distances = NDArray[np.int64]

_FARTHEST = 50


def shifted(columns: Matrix, by: int) -> Matrix:
    """The columns of the line `by` places further down; -1 where there is none."""
    moved = np.full_like(columns, -1)
    if abs(by) >= columns.shape[1]:
        return moved
    if by > 0:
        moved[:, :-by] = columns[:, by:]
    else:
        moved[:, -by:] = columns[:, :by]
    return moved


def window_means(columns: Matrix, reaches: Sequence[int]) -> Matrix:
    """Means over the lines up to each reach above and below, the line itself included.

    Returns:
        Shape (reaches times columns, lines), the columns of the first reach first.
    """
    many, count = columns.shape
    running = np.zeros((many, count + 1))
    np.cumsum(columns, axis=1, dtype=np.float64, out=running[:, 1:])
    places, reach = np.arange(count), np.array(reaches)[:, None]
    low, high = np.maximum(places - reach, 0), np.minimum(places + reach + 1, count)
    means = (running[:, high] - running[:, low]) / (high - low)
    return np.asarray(means.swapaxes(0, 1).reshape(-1, count), np.float32)


def distances(flags: NDArray[np.bool_]) -> tuple[Distances, Distances]:
    """Lines to the last flagged one above and to the next one below, 0 for itself, at most 50."""
    places = np.arange(len(flags))
    above = np.maximum.accumulate(np.where(flags, places, -_FARTHEST))
    below = np.minimum.accumulate(np.where(flags, places, len(flags) + _FARTHEST)[::-1])[::-1]
    return np.minimum(places - above, _FARTHEST), np.minimum(below - places, _FARTHEST)


def run_lengths(flags: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Length of the run of flagged lines that each flagged line stands in, as logarithm; 0 outside."""
    starts = np.flatnonzero(flags & ~np.append(False, flags[:-1]))
    ends = np.flatnonzero(flags & ~np.append(flags[1:], False))
    lengths = np.zeros(len(flags), np.float32)
    lengths[flags] = np.repeat(np.log1p(ends - starts + 1), ends - starts + 1)
    return lengths
