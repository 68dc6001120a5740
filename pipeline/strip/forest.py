"""Boosted oblivious decision trees, evaluated with numpy for all lines at once.

In an oblivious tree all nodes of one depth ask the same question, so that a tree of depth d is d questions
and a table of 2^d values (Prokhorenkova et al., "CatBoost: unbiased boosting with categorical features",
NeurIPS 2018). The answers are the bits of the place in the table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

_CHUNK = 2048
"""Lines looked at together: bounds the memory on pages with very many."""
_NEVER_EMPTY = 1e-9
_ASKED = 100
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
    questions: NDArray[np.int64]
    """Shape (trees, depth): row of the matrix that a question is about."""
    borders: NDArray[np.float32]
    """Shape (trees, depth): the answer is yes above the border."""
    leaves: NDArray[np.float64]
    """Shape (trees, 2^depth): log-odds; the first question is the lowest bit of the place."""
    changes: NDArray[np.float64]
    """Shape (trees, 2^(depth + 1)): at 2^k + the first k answers, by how much the last of them moved the mean
    of the leaves that agree with them; at 1 the mean of all leaves."""
    bias: float

    def matrix(self, columns: Mapping[str, NDArray[np.float32]]) -> Matrix:
        """The columns that the forest asks about, each one number a line; shape (columns, lines)."""
        return np.stack([columns[name] for name in self.columns])

    def beliefs(self, matrix: Matrix) -> NDArray[np.float64]:
        """Belief that each line is main content, 0 to 1.

        Args:
            matrix: shape (columns, lines).
        """
        return np.asarray(1 / (1 + np.exp(-np.clip(self.log_odds(matrix), -_SURE, _SURE))))

    def log_odds(self, matrix: Matrix) -> NDArray[np.float64]:
        """Log-odds of each line.

        Args:
            matrix: shape (columns, lines).
        """
        return np.concatenate([self._sums(self._answers(part)) for part in _chunks(matrix)])

    def pulls(self, matrix: Matrix, families: Sequence[int]) -> NDArray[np.float64]:
        """How much each family of columns speaks for (positive) or against a line, shape (families, lines).

        Every question is credited with the change of the mean that its answer brings, from the first to the
        last: Saabas, "Interpreting random forests" (2014). Only the first `_ASKED` trees are asked: later
        ones mend what these leave.

        Args:
            matrix: shape (columns, lines).
            families: of each column, the number of its family.
        """
        asked = np.asarray(families)[self.questions[:_ASKED]].T.ravel()
        order = np.argsort(asked, kind="stable")
        present, bounds = np.unique(asked[order], return_index=True)
        sums = np.zeros((int(max(families)) + 1, matrix.shape[1]))
        sums[present] = np.concatenate(
            [np.add.reduceat(self._changes(part)[order], bounds) for part in _chunks(matrix)], axis=1
        )
        return sums

    def _answers(self, matrix: Matrix, most: int | None = None) -> NDArray[np.int64]:
        """The answers of the first trees, of all by default, as the bits of numbers; shape (trees, lines)."""
        questions = self.questions[:most]
        asked = matrix[questions.ravel()] > self.borders[:most].reshape(-1, 1)
        bits = asked.reshape(*questions.shape, -1)
        numbers = bits[:, -1].astype(np.uint8)
        for level in range(questions.shape[1] - 2, -1, -1):
            numbers += numbers
            numbers += bits[:, level]
        return numbers.astype(np.int64)

    def _sums(self, places: NDArray[np.int64]) -> NDArray[np.float64]:
        places += (np.arange(len(places)) * self.leaves.shape[1])[:, None]
        return np.asarray(self.bias + self.leaves.ravel().take(places).sum(axis=0))

    def _changes(self, matrix: Matrix) -> NDArray[np.float64]:
        """What each answer changes, shape (depth * trees, lines), first questions first."""
        answers = self._answers(matrix, _ASKED)
        trees, lines = answers.shape
        start = (np.arange(trees) * self.changes.shape[1])[:, None]
        depth = self.questions.shape[1]
        places = np.empty((depth, trees, lines), np.int64)
        for level in range(depth):
            known = 2 << level
            places[level] = (answers & (known - 1)) + (start + known)
        return self.changes.ravel().take(places.reshape(-1, lines))


def _chunks(matrix: Matrix) -> list[Matrix]:
    return [matrix[:, start : start + _CHUNK] for start in range(0, matrix.shape[1], _CHUNK)]


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
    return Forest(
        columns=tuple(stored.columns),
        questions=questions,
        borders=borders,
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
