"""A conditional logistic model (McFadden 1974): which of a doubtful word's options was meant, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
_STEPS = 25
_RIDGE = 2.0
"""Weight of the squared weights of standardised features."""


@dataclass(frozen=True, slots=True)
class Cases:
    """Doubtful words with their options."""

    features: Matrix
    """Shape (options of all words, features)."""
    owners: NDArray[np.int64]
    """The word of each option, rising."""
    right: NDArray[np.bool_]
    """Whether an option is what was meant; none of a sound word's is."""
    weights: Matrix
    """What each word counts for, shape (words,)."""


def cases_of(features: Sequence[Matrix], right: Sequence[int | None], weights: Sequence[float]) -> Cases:
    """The cases of some words.

    Args:
        features: of the options of each word.
        right: the number of the right option, or None.
        weights: what each word counts for.
    """
    owners = np.repeat(np.arange(len(features)), [len(rows) for rows in features])
    flags = [
        np.arange(len(rows)) == (-1 if which is None else which)
        for rows, which in zip(features, right, strict=True)
    ]
    return Cases(np.concatenate(features), owners, np.concatenate(flags), np.array(weights))


def fit(cases: Cases) -> Matrix:
    """Weights of the features and, last, the bias: greatest likelihood with a ridge, by Newton's method."""
    means, spreads = cases.features.mean(0), cases.features.std(0) + 1e-9
    rows = np.hstack([(cases.features - means) / spreads, np.ones((len(cases.features), 1))])
    ridge = np.append(np.full(rows.shape[1] - 1, _RIDGE), 0.0)
    weights, at_hand = np.zeros(rows.shape[1]), cases.weights[cases.owners]
    for _ in range(_STEPS):
        chances = probabilities(rows @ weights, cases.owners)
        slope = rows.T @ ((chances - cases.right) * at_hand) + ridge * weights
        step = np.linalg.solve(_curvature(rows, chances, cases) + np.diag(ridge + 1e-6), slope)
        weights = weights - step * min(1.0, 2.0 / (np.abs(step).max() + 1e-12))
        if np.abs(step).max() < 1e-4:
            break
    scaled = weights[:-1] / spreads
    return np.append(scaled, weights[-1] - scaled @ means)


def probabilities(scores: Matrix, owners: NDArray[np.int64]) -> Matrix:
    """The probability of each option; what is left of a word's is that it stands as it was meant.

    Args:
        scores: log-odds against the word as it stands.
        owners: the word of each option, rising.
    """
    count = int(owners[-1]) + 1 if len(owners) else 0
    highest = np.zeros(count)
    np.maximum.at(highest, owners, scores)
    parts = np.exp(scores - highest[owners])
    return np.asarray(parts / (np.bincount(owners, parts, count) + np.exp(-highest))[owners])


def _curvature(rows: Matrix, chances: Matrix, cases: Cases) -> Matrix:
    middles = np.add.reduceat(rows * chances[:, None], np.flatnonzero(np.diff(cases.owners, prepend=-1)))
    at_hand = (chances * cases.weights[cases.owners])[:, None]
    return np.asarray(rows.T @ (rows * at_hand) - middles.T @ (middles * cases.weights[:, None]))
