"""Boosted oblivious decision trees, evaluated with numpy for all lines at once.

In an oblivious tree all nodes of one depth ask the same question, so that a tree of depth d is d questions
and a table of 2^d values (Prokhorenkova et al., "CatBoost: unbiased boosting with categorical features",
NeurIPS 2018). The answers are the bits of the place in the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
Leaves = NDArray[np.uint8]
"""Shape (trees, lines): the answers of a tree as the bits of a number, its first question the lowest."""

_NEVER_EMPTY = 1e-9
_EXPLAINED = 40
_SURE = 30
_DEEPEST = 8
"""The place of a leaf is kept in one byte."""


class StoredForest(msgspec.Struct, frozen=True):
    """A forest as an artefact holds it: lists with one entry a tree."""

    columns: list[str]
    """Names of all columns that it may ask about."""
    questions: list[list[int]]
    """The columns (by place) that the questions are about."""
    borders: list[list[float]]
    leaves: list[list[float]]
    """2^depth values."""
    weights: list[list[float]]
    """How much of the training set fell into each leaf."""
    bias: float


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees of one depth; shorter ones are filled up with questions that no value answers with yes."""

    columns: tuple[str, ...]
    """Names of the columns, in the order of the rows of the matrix."""
    asked: NDArray[np.int64]
    """Rows of the matrix that the distinct questions are about."""
    borders: NDArray[np.float32]
    """Shape (questions, 1): the answer is yes above the border."""
    questions: NDArray[np.int64]
    """Shape (depth, trees): places of the questions, first ones first."""
    leaves: NDArray[np.float64]
    """Shape (trees, 2^depth): log-odds; the first question is the lowest bit of the place."""
    changes: NDArray[np.float64]
    """Shape (trees, 2^(depth + 1)): at 2^k + the first k answers, by how much the last of them moved the mean
    of the leaves that agree with them; at 1 the mean of all leaves."""
    bias: float

    def leaves_of(self, matrix: Matrix) -> Leaves:
        """Where each line ends up in each tree.

        Args:
            matrix: shape (columns, lines), the columns in the forest's order.
        """
        answers = (matrix[self.asked] > self.borders).view(np.uint8)
        numbers: Leaves = answers[self.questions[-1]]
        for questions in self.questions[-2::-1]:
            numbers += numbers
            numbers += answers[questions]
        return numbers

    def beliefs(self, leaves: Leaves) -> NDArray[np.float64]:
        """Belief that each line is main content, 0 to 1."""
        return np.asarray(1 / (1 + np.exp(-np.clip(self.log_odds(leaves), -_SURE, _SURE))))

    def log_odds(self, leaves: Leaves) -> NDArray[np.float64]:
        """Log-odds of each line."""
        starts = np.arange(len(leaves)) * self.leaves.shape[1]
        return np.asarray(self.bias + self.leaves.ravel().take(leaves + starts[:, None]).sum(axis=0))

    def pulls(self, leaves: Leaves, families: Sequence[int]) -> NDArray[np.float64]:
        """How much each family of columns speaks for (positive) or against a line, shape (families, lines).

        Every question is credited with the change of the mean that its answer brings, from the first to the
        last: Saabas, "Interpreting random forests" (2014). Only the first `_EXPLAINED` trees are asked: later
        ones mend what these leave.

        Args:
            leaves: where the lines end up.
            families: of each column, the number of its family.
        """
        explained = leaves[:_EXPLAINED]
        asked = np.asarray(families)[self.asked][self.questions[:, : len(explained)]].ravel()
        order = np.argsort(asked, kind="stable")
        present, bounds = np.unique(asked[order], return_index=True)
        sums = np.zeros((int(max(families)) + 1, leaves.shape[1]))
        sums[present] = np.add.reduceat(self._changes(explained)[order], bounds)
        return sums

    def _changes(self, leaves: Leaves) -> NDArray[np.float64]:
        """What each answer changes, shape (depth * trees, lines), first questions first."""
        starts = (np.arange(len(leaves)) * self.changes.shape[1])[:, None]
        known = 2 << np.arange(len(self.questions))[:, None, None]  # with the answer, twice as many each time
        places = (leaves & (known - 1)) + (starts + known)
        return np.asarray(self.changes.ravel().take(places.reshape(-1, leaves.shape[1])))


def forest_of(stored: StoredForest) -> Forest:
    """The forest that an artefact describes.

    Raises:
        ValueError: its tables are of unequal size.
    """
    leaves, weights = np.array(stored.leaves, np.float64), np.array(stored.weights, np.float64)
    questions, borders = np.array(stored.questions, np.int64), np.array(stored.borders, np.float32)
    trees, depth = questions.shape
    if not (borders.shape == (trees, depth) and leaves.shape == weights.shape == (trees, 2**depth)):
        raise ValueError("the trees of a forest are of unequal size")
    if questions.min() < 0 or questions.max() >= len(stored.columns):
        raise ValueError("a tree asks about a column that there is not")
    if depth > _DEEPEST:
        raise ValueError(f"a tree asks {depth} questions, more than {_DEEPEST}")
    pairs = np.stack([questions.ravel(), borders.ravel()], axis=1).astype(np.float64)
    asked, places = np.unique(pairs, axis=0, return_inverse=True)
    return Forest(
        columns=tuple(stored.columns),
        asked=asked[:, 0].astype(np.int64),
        borders=asked[:, 1:].astype(np.float32),
        questions=places.reshape(trees, depth).T.copy(),
        leaves=leaves,
        changes=_changes(leaves, weights + _NEVER_EMPTY),
        bias=stored.bias,
    )


def _changes(leaves: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """See `Forest.changes`; means are weighted by how much of the training set a leaf holds."""
    trees, count = leaves.shape
    changes = np.zeros((trees, 2 * count))
    before = np.zeros((trees, 1))
    known = 1
    while known <= count:
        split = (trees, count // known, known)  # leaves that agree in the lowest bits
        means = (leaves * weights).reshape(split).sum(axis=1) / weights.reshape(split).sum(axis=1)
        changes[:, known : 2 * known] = means - np.tile(before, 2 if known > 1 else 1)
        before, known = means, 2 * known
    return changes
