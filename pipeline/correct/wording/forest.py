"""Boosted oblivious decision trees over the likeliest options of doubtful words.

In an oblivious tree all nodes of one depth ask the same question, so that a tree is its questions and a table
of values; the answers are the bits of the place in the table (Prokhorenkova et al., "CatBoost: unbiased
boosting with categorical features", NeurIPS 2018).
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from pipeline.errors import VocabularyError

_REMEDY = "Restore it from the repository, or run `make train`."
ARTEFACT = Path(__file__).parents[2] / "models" / "correct_forests.json.zz"


class StoredForest(msgspec.Struct, frozen=True):
    """One forest of the artefact: lists with one entry a tree."""

    questions: list[list[int]]
    """The columns that they are about."""
    borders: list[list[float]]
    """The answer is yes above the border."""
    leaves: list[list[float]]
    """Log-odds; the first question is the lowest bit of the place."""
    bias: float


@dataclass(frozen=True, slots=True)
class Forest:
    """Loaded once and only read."""

    questions: NDArray[np.int64] = field(repr=False)
    """Shape (trees, depth)."""
    borders: NDArray[np.float32] = field(repr=False)
    leaves: NDArray[np.float64] = field(repr=False)
    """Shape (trees, 2^depth)."""
    bias: float

    def probabilities(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """How likely the answer is yes.

        Args:
            rows: shape (rows, columns).
        """
        answers = rows[:, self.questions] > self.borders
        places = answers @ (1 << np.arange(self.questions.shape[1]))
        odds = self.bias + self.leaves[np.arange(len(self.leaves)), places].sum(axis=1)
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(odds, -50.0, 50.0))))


@cache
def load_forests(path: Path = ARTEFACT) -> Mapping[str, Forest]:
    """The forests by family.

    Raises:
        VocabularyError: the artefact is missing or broken.
    """
    try:
        stored = msgspec.json.decode(zlib.decompress(path.read_bytes()), type=dict[str, StoredForest])
        return {name: forest_of(its) for name, its in stored.items()}
    except (OSError, zlib.error, msgspec.MsgspecError, ValueError) as error:
        raise VocabularyError(
            f"The forests cannot be read: {error}.", where=str(path), remedy=_REMEDY
        ) from error


def packed(forests: Mapping[str, StoredForest]) -> bytes:
    """The artefact's bytes: equal forests, equal bytes."""
    return zlib.compress(msgspec.json.encode(dict(forests)), 9)


def forest_of(stored: StoredForest) -> Forest:
    """The forest that is stored.

    Raises:
        ValueError: its trees are of unequal size.
    """
    questions, borders = np.array(stored.questions, np.int64), np.array(stored.borders, np.float32)
    leaves = np.array(stored.leaves, np.float64)
    if questions.shape != borders.shape or leaves.shape != (len(questions), 2 ** questions.shape[1]):
        raise ValueError("the trees of a forest are of unequal size")
    return Forest(questions, borders, leaves, stored.bias)
