"""Boosted oblivious decision trees, evaluated with numpy for many lines at once.

In an oblivious tree all nodes of one depth ask the same question, so that a tree of depth d is d questions
and a table of 2^d values (Prokhorenkova et al., "CatBoost: unbiased boosting with categorical features",
NeurIPS 2018). The answers are the bits of the place in the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
Leaves = NDArray[np.uint8]
"""Shape (trees, lines): the answers of a tree as the bits of a number, its first question the lowest."""

_SURE = 30
_DEEPEST = 8
"""The place of a leaf is kept in one byte."""


class StoredTrees(Protocol):
    """What every artefact holds of a forest: lists with one entry a tree."""

    @property
    def questions(self) -> list[list[int]]:
        """The columns (by place) that the questions are about."""

    @property
    def borders(self) -> list[list[float]]:
        """The answer is yes above the border."""

    @property
    def leaves(self) -> list[list[float]]:
        """2^depth log-odds; the first question is the lowest bit of the place."""

    @property
    def bias(self) -> float:
        """Log-odds of a line before any tree is asked."""


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
    starts: NDArray[np.unsignedinteger[Any]]
    """Shape (trees, 1): where the leaves of each tree begin among all of them, in the fewest bytes."""
    bias: float

    def leaves_of(self, matrix: Matrix) -> Leaves:
        """Where each line ends up in each tree.

        Args:
            matrix: shape (columns, lines), the columns in the forest's order.
        """
        answers = (matrix.take(self.asked, axis=0) > self.borders).view(np.uint8)
        numbers: Leaves = answers.take(self.questions[-1], axis=0)
        for questions in self.questions[-2::-1]:
            numbers += numbers
            numbers += answers.take(questions, axis=0)
        return numbers

    def beliefs(self, leaves: Leaves) -> NDArray[np.float64]:
        """Belief that the answer is yes for each line, 0 to 1."""
        return np.asarray(1 / (1 + np.exp(-np.clip(self.log_odds(leaves), -_SURE, _SURE))))

    def log_odds(self, leaves: Leaves) -> NDArray[np.float64]:
        """Log-odds of each line."""
        places = leaves + self.starts[: len(leaves)]
        # No place is out of range, and not to look for such saves a sixth of the time.
        return np.asarray(self.bias + np.add.reduce(self.leaves.ravel().take(places, mode="clip"), axis=0))


def forest_of(stored: StoredTrees, columns: Sequence[str]) -> Forest:
    """The forest that an artefact describes.

    Args:
        stored: its trees.
        columns: names of all columns that they may ask about.

    Raises:
        ValueError: its tables are of unequal size, or a tree asks what cannot be answered.
    """
    leaves = np.array(stored.leaves, np.float64)
    questions, borders = np.array(stored.questions, np.int64), np.array(stored.borders, np.float32)
    trees, depth = questions.shape
    if not (borders.shape == (trees, depth) and leaves.shape == (trees, 2**depth)):
        raise ValueError("the trees of a forest are of unequal size")
    if questions.min() < 0 or questions.max() >= len(columns):
        raise ValueError("a tree asks about a column that there is not")
    if depth > _DEEPEST:
        raise ValueError(f"a tree asks {depth} questions, more than {_DEEPEST}")
    pairs = np.stack([questions.ravel(), borders.ravel()], axis=1).astype(np.float64)
    asked, places = np.unique(pairs, axis=0, return_inverse=True)
    return Forest(
        columns=tuple(columns),
        asked=asked[:, 0].astype(np.int64),
        borders=asked[:, 1:].astype(np.float32),
        questions=places.reshape(trees, depth).T.copy(),
        leaves=leaves,
        starts=np.arange(0, leaves.size, 2**depth, dtype=np.min_scalar_type(leaves.size))[:, None],
        bias=stored.bias,
    )
