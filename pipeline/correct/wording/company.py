"""Which words keep company: vectors of words that say in what surroundings each stands.

Positive pointwise mutual information of words that stand near each other, its singular vectors (Levy and
Goldberg, "Neural Word Embedding as Implicit Matrix Factorization", NIPS 2014), each of length one. Words that
can stand for one another are near each other; a word fits a sentence that its vector is near to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from pipeline import artefacts

ARTEFACT = Path(__file__).parents[2] / "models" / "company.msgpack.zst"
_SCALE = 127
_DIGITS = 3
"""Of what is said: beyond them, the order of adding tells."""


class StoredCompany(msgspec.Struct, frozen=True):
    """The artefact."""

    words: list[str]
    vectors: bytes
    """Signed bytes, word by word; 127 is one."""
    weights: bytes
    """How much each word tells of a sentence, between 0 and 1: four bytes each."""


class Fit(NamedTuple):
    """How words fit a sentence, and one another: cosines."""

    before: float
    """Of the word that stands there and the sentence."""
    after: float
    """Of the word that may be meant and the sentence."""
    both: float
    """Of the two words."""


@dataclass(frozen=True, slots=True)
class Company:
    """Loaded once and only read."""

    places: Mapping[str, int] = field(repr=False)
    """Of the words in the other two."""
    vectors: NDArray[np.float32] = field(repr=False)
    """Shape (words, dimensions), each of length one."""
    weights: NDArray[np.float32] = field(repr=False)

    def fit(self, before: str, after: str, around: Sequence[str]) -> Fit:
        """How two words fit what stands around; 0 for words that are not known.

        Args:
            before: the word that stands there, in lower case.
            after: the word that may be meant.
            around: the other words, in lower case.
        """
        known = [self.places[word] for word in around if word in self.places]
        sentence = _unit(self.weights[known] @ self.vectors[known])
        one, other = self._vector(before), self._vector(after)
        return Fit(
            *(round(float(a @ b), _DIGITS) for a, b in ((one, sentence), (other, sentence), (one, other)))
        )

    def _vector(self, word: str) -> NDArray[np.float32]:
        place = self.places.get(word)
        return np.zeros(self.vectors.shape[1], np.float32) if place is None else self.vectors[place]


def company_of(words: Sequence[str], vectors: NDArray[np.float32], weights: NDArray[np.float32]) -> Company:
    """The company of words whose vectors need not be of length one.

    Args:
        words: in lower case.
        vectors: shape (words, dimensions).
        weights: shape (words,).
    """
    lengths = np.sqrt(np.square(vectors).sum(axis=1, keepdims=True))
    places = dict(zip(words, range(len(words)), strict=True))
    return Company(places, vectors / np.maximum(lengths, 1e-9), weights)


def load_company(path: Path = ARTEFACT) -> Company:
    """Read the artefact.

    Raises:
        VocabularyError: it is missing or broken.
    """
    with artefacts.reading("The company of words", path):
        return unpacked(path.read_bytes())


def packed(company: Company) -> bytes:
    """The artefact's bytes."""
    vectors = np.rint(company.vectors * _SCALE).astype(np.int8).tobytes()
    weights = company.weights.round(_DIGITS).astype("<f4").tobytes()
    return artefacts.packed(StoredCompany(list(company.places), vectors, weights))


def unpacked(artefact: bytes) -> Company:
    """The company that an artefact holds.

    Raises:
        ValueError: its parts are of unequal size; others where it is no artefact at all.
    """
    stored = artefacts.unpacked(artefact, StoredCompany)
    vectors = np.frombuffer(stored.vectors, np.int8).reshape(len(stored.words), -1)
    weights = np.frombuffer(stored.weights, "<f4")
    if len(weights) != len(stored.words):
        raise ValueError("there are not as many weights as words")
    return company_of(stored.words, vectors.astype(np.float32), weights)


def _unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    return vector / max(float(np.linalg.norm(vector)), 1e-9)
