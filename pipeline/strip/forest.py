"""The forests of a strip artefact, which also say how much of the training set fell into each leaf."""

from __future__ import annotations

import msgspec
import numpy as np

from pipeline import forest
from pipeline.forest import Forest


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


def forest_of(stored: StoredForest) -> Forest:
    """The forest that an artefact describes.

    Raises:
        ValueError: its tables are of unequal size.
    """
    found = forest.forest_of(stored, stored.columns)
    if np.array(stored.weights, np.float64).shape != found.leaves.shape:
        raise ValueError("the trees of a forest are of unequal size")
    return found
