"""What stands around each line: the columns of its neighbours, and means over windows of lines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.strip.evidence.table import Matrix

Distances = NDArray[np.int64]

_FARTHEST = 50


def shifted(columns: Matrix, shifts: Sequence[int]) -> list[Matrix]:
    """For each shift the columns of the line so many places further down; -1 where there is none."""
    many, count = columns.shape
    far = max(map(abs, shifts))
    padded = np.full((many, count + 2 * far), -1, columns.dtype)
    padded[:, far : far + count] = columns
    return [padded[:, far + by : far + by + count] for by in shifts]


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
    means = (running.take(high, axis=1) - running.take(low, axis=1)) / (high - low)
    return np.asarray(means.swapaxes(0, 1).reshape(-1, count), np.float32)


def distances(flags: NDArray[np.bool_]) -> tuple[Distances, Distances]:
    """Lines to the last flagged one above and to the next one below, 0 for itself, at most 50."""
    places = np.arange(len(flags))
    above = np.maximum.accumulate(np.where(flags, places, -_FARTHEST))
    below = np.minimum.accumulate(np.where(flags, places, len(flags) + _FARTHEST)[::-1])[::-1]
    return np.minimum(places - above, _FARTHEST), np.minimum(below - places, _FARTHEST)


def run_lengths(flags: NDArray[np.bool_]) -> Matrix:
    """Length of the run of flagged lines that each flagged line stands in, as logarithm; 0 outside.

    Args:
        flags: shape (columns, lines).
    """
    many, count = flags.shape
    parted = np.zeros(1 + many * (count + 1), bool)  # no run goes on from one column to the next
    parted[1:].reshape(many, count + 1)[:, :count] = flags
    bounds = np.flatnonzero(parted[1:] != parted[:-1])
    runs = bounds[1::2] - bounds[::2]
    lengths = np.zeros(many * (count + 1), np.float32)
    lengths[parted[1:]] = np.log1p(runs).repeat(runs)
    return lengths.reshape(many, count + 1)[:, :count]
