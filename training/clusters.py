"""Clusters of words that are used alike, from the neighbours they have in health text.

Positive pointwise mutual information with the words just before and after (Church and Hanks 1990), reduced
by randomised singular value decomposition (Halko, Martinsson and Tropp 2011), then spherical k-means.
"""

from __future__ import annotations

import json
import lzma
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipeline.extract.tokens import tokenise

SEED = 1
_MIN_COUNT, _N_WORDS, _N_CONTEXTS = 4, 14_000, 1_500
_N_DIMENSIONS, _OVERSAMPLING, _POWER_STEPS = 64, 16, 3
_SIZES, _ROUNDS = (400, 80), 25
Matrix = npt.NDArray[np.float32]


def word_clusters(shared: Path) -> dict[str, tuple[str, ...]]:
    """Names of the clusters of each frequent word, finest first.

    Args:
        shared: folder that holds data/text/medquad.pages.jsonl.xz.
    """
    sequences = [_keys(text) for text in _texts(shared)]
    counts = Counter(key for sequence in sequences for key in sequence)
    ranked = sorted(counts, key=lambda key: (-counts[key], key))
    known = [key for key in ranked if counts[key] >= _MIN_COUNT and key.strip()][:_N_WORDS]
    vectors = _reduced(_mutual_information(_neighbours(sequences, known)))
    columns = [_k_means(vectors, size) for size in _SIZES]
    return {key: tuple(str(column[row]) for column in columns) for row, key in enumerate(known)}


def _texts(shared: Path) -> list[str]:
    with lzma.open(shared / "data" / "text" / "medquad.pages.jsonl.xz", "rt", encoding="utf-8") as lines:
        return [section["answer"] for line in lines for section in json.loads(line)["sections"]]


def _keys(text: str) -> list[str]:
    tokens = tokenise(text)
    return [key or word for key, word in zip(tokens.keys, tokens.words, strict=True)]


def _neighbours(sequences: Sequence[Sequence[str]], known: Sequence[str]) -> Matrix:
    """Counts, one row a word: of each context word before it, then of each after it."""
    row = {key: index for index, key in enumerate(known)}
    counts = np.zeros((len(known), 2 * _N_CONTEXTS), np.float32)
    for sequence in sequences:
        for left, right in pairwise(sequence):
            before, after = row.get(left), row.get(right)
            if before is None or after is None:
                continue
            if after < _N_CONTEXTS:
                counts[before, _N_CONTEXTS + after] += 1
            if before < _N_CONTEXTS:
                counts[after, before] += 1
    return counts


def _mutual_information(counts: Matrix) -> Matrix:
    """Positive pointwise mutual information, context counts smoothed by the power 0.75 (Levy et al. 2015)."""
    total = counts.sum()
    rows = counts.sum(axis=1, keepdims=True) + 1
    columns = counts.sum(axis=0, keepdims=True) ** 0.75
    columns = columns / columns.sum() * total + 1
    return np.asarray(np.log(np.maximum(counts * total / (rows * columns), 1)), np.float32)


def _reduced(matrix: Matrix) -> Matrix:
    start = np.random.default_rng(SEED).standard_normal(
        (matrix.shape[1], _N_DIMENSIONS + _OVERSAMPLING), np.float32
    )
    basis = matrix @ start
    for _ in range(_POWER_STEPS):
        basis, _ = np.linalg.qr(matrix @ (matrix.T @ basis))
    left, values, _ = np.linalg.svd(basis.T @ matrix, full_matrices=False)
    vectors = (basis @ left)[:, :_N_DIMENSIONS] * np.sqrt(values[:_N_DIMENSIONS])
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), np.float32)


def _k_means(vectors: Matrix, size: int) -> list[int]:
    start = np.random.default_rng(SEED).choice(len(vectors), size, replace=False)
    centres = vectors[start].copy()
    nearest = np.zeros(len(vectors), np.intp)
    for _ in range(_ROUNDS):
        nearest = (vectors @ centres.T).argmax(axis=1)
        for cluster in np.unique(nearest):
            mean = vectors[nearest == cluster].mean(axis=0)
            centres[cluster] = mean / max(float(np.linalg.norm(mean)), 1e-9)
    return [int(cluster) for cluster in nearest]
