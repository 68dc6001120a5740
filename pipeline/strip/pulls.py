"""How much each family of evidence speaks for or against a line: what the trees' questions changed.

Every question is credited with the change of the mean that its answer brings, from the first to the last:
Saabas, "Interpreting random forests" (2014).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.forest import Leaves
from pipeline.strip.forest import StoredForest

_EXPLAINED = 40
"""Only the first trees are asked: later ones mend what these leave."""
_NEVER_EMPTY = 1e-9


@dataclass(frozen=True, slots=True)
class Pulls:
    """The pulls of a forest's first trees."""

    of_leaf: NDArray[np.float32]
    """Shape (trees, 2^depth, families), log-odds: what leads from a tree's mean to its leaf."""

    def of_lines(self, leaves: Leaves) -> NDArray[np.float32]:
        """How much each family speaks for (positive) or against a line, shape (families, lines), log-odds.

        Args:
            leaves: where the lines end up in the forest's trees.
        """
        trees, count, families = self.of_leaf.shape
        places = leaves[:trees] + (np.arange(trees, dtype=np.uint32) * np.uint32(count))[:, None]
        sums = self.of_leaf.reshape(-1, families).take(places, axis=0).sum(axis=0)
        return np.ascontiguousarray(sums.T)


def pulls_of(stored: StoredForest, families: Sequence[int]) -> Pulls:
    """The pulls of a forest.

    Args:
        stored: the forest as its artefact has it.
        families: of each column, the number of its family.
    """
    leaves = np.array(stored.leaves[:_EXPLAINED], np.float64)
    weights = np.array(stored.weights[:_EXPLAINED], np.float64) + _NEVER_EMPTY
    asked = np.asarray(families)[np.array(stored.questions[:_EXPLAINED])]
    trees, count = leaves.shape
    table = np.zeros((trees, count, max(families) + 1))
    before = _means(leaves, weights, 0)
    for depth in range(asked.shape[1]):
        means = _means(leaves, weights, depth + 1)
        table[np.arange(trees), :, asked[:, depth]] += means - before
        before = means
    return Pulls(table.astype(np.float32))


def _means(leaves: NDArray[np.float64], weights: NDArray[np.float64], known: int) -> NDArray[np.float64]:
    """For each leaf the mean of those that agree with it in the first answers, which are the lowest bits.

    Means are weighted by how much of the training set a leaf holds.
    """
    trees, count = leaves.shape
    split = (trees, count >> known, 1 << known)
    means = (leaves * weights).reshape(split).sum(axis=1) / weights.reshape(split).sum(axis=1)
    return np.tile(means, count >> known)
