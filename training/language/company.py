"""From texts to the company that words keep, see `pipeline.correct.wording.company`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.linalg import svds

from pipeline.correct.wording.company import Company, company_of
from training.language.texts import Sentence

LEAST, DIMENSIONS, REACH = 8, 64, 5
"""Uses of a word that is given a vector; numbers of a vector; how far off a word still keeps company."""
_SMOOTHING = 0.75
"""Power to which the frequency of what stands around is taken, so that rare words say less."""
_RARE = 1e-3
"""Share of running text at which a word tells half as much of its sentence as a rare one."""


def keep_company(sentences: Sequence[Sentence]) -> Company:
    """The company that words keep in some sentences: same sentences, same vectors."""
    counts = Counter(word for sentence in sentences for word in sentence if word.isalpha())
    words = sorted((word for word in counts if counts[word] >= LEAST), key=lambda word: (-counts[word], word))
    together = _together(sentences, {word: place for place, word in enumerate(words)})
    vectors, strengths, _ = svds(_information(together), k=DIMENSIONS, v0=np.ones(len(words)))
    shares = np.array([counts[word] for word in words]) / counts.total()
    return company_of(
        words,
        (vectors * np.sqrt(strengths)).astype(np.float32),
        (_RARE / (_RARE + shares)).astype(np.float32),
    )


def _together(sentences: Sequence[Sentence], places: dict[str, int]) -> csr_matrix:
    """How often words stand near each other, the farther the less."""
    gap = (-1,) * REACH
    row = np.array([place for sentence in sentences
                    for place in (*(places.get(word, -1) for word in sentence), *gap)])  # fmt: skip
    size = len(places)
    found = csr_matrix((size, size))
    for far in range(1, REACH + 1):
        left, right = row[:-far], row[far:]
        fits = (left >= 0) & (right >= 0)
        found += _counted(left[fits], right[fits], size) / far
    return found + found.T


def _counted(rows: NDArray[np.int64], columns: NDArray[np.int64], size: int) -> csr_matrix:
    return coo_matrix((np.ones(len(rows)), (rows, columns)), shape=(size, size)).tocsr()


def _information(together: csr_matrix) -> csr_matrix:
    """Positive pointwise mutual information."""
    own = np.asarray(together.sum(axis=1)).ravel()
    others = own**_SMOOTHING
    pairs = together.tocoo()
    expected = own[pairs.row] * (others / others.sum())[pairs.col]
    gains = np.log(pairs.data / expected)
    kept = gains > 0
    return coo_matrix((gains[kept], (pairs.row[kept], pairs.col[kept])), shape=pairs.shape).tocsr()
