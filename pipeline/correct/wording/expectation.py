"""Which word a place leads one to expect: a small network over vectors of the words around it.

The vectors are learned from a far larger text than the language model is (Pennington, Socher and Manning,
"GloVe: Global Vectors for Word Representation", EMNLP 2014), so that they know words and companies of words
that it has never seen. The network makes a vector of the eight words around a place, as in continuous bags of
words but with each position by itself (Mikolov et al., "Advances in Pre-Training Distributed Word
Representations", LREC 2018); it learned to tell the word that stood there from words like it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from pipeline import artefacts
from pipeline.correct.wording.company import Company, company_of

Matrix = NDArray[np.float32]

ARTEFACT = Path(__file__).parents[2] / "models" / "expectation.msgpack.zst"
POSITIONS = (-4, -3, -2, -1, 1, 2, 3, 4)
"""Of the words around a place that are looked at."""
LAYERS = ("hidden", "hidden_bias", "output", "direct", "bias", "words")
_MARKS = 2
"""Numbers that a vector has besides: it stands for the end of a sentence; it stands for an unknown word."""
_SCALE = 20.0
"""A byte is a twentieth: few numbers of a vector lie beyond six spreads."""
_RARE = 1e-3
_DIGITS = 2
"""Of what is said: beyond them, the order of adding tells."""


class StoredExpectation(msgspec.Struct, frozen=True):
    """The artefact."""

    words: list[str]
    vectors: bytes
    """Signed bytes, word by word."""
    layers: dict[str, tuple[list[int], bytes]]
    """Shape and half-precision numbers by name, see `LAYERS`."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """Loaded once and only read."""

    places: Mapping[str, int] = field(repr=False)
    """Of the words among the vectors; after them, the end of a sentence and the unknown word."""
    vectors: Matrix = field(repr=False)
    """Shape (words and 2, dimensions and 2)."""
    layers: Mapping[str, Matrix] = field(repr=False)
    """See `LAYERS`."""
    company: Company = field(repr=False)
    """The same vectors, as the company that words keep."""

    def fits(
        self, sentences: Sequence[Sequence[str]], places: Sequence[int], options: Sequence[Sequence[str]]
    ) -> list[Matrix]:
        """How well words fit places, as log-odds up to a constant of the place.

        Args:
            sentences: that of each place, in lower case.
            places: numbers of words in the sentences.
            options: what may stand there, of each place.

        Returns:
            For each place, shape (its options,).
        """
        if not sentences:
            return []
        around = [self._around(words, place) for words, place in zip(sentences, places, strict=True)]
        expected = (
            self.expected(self.vectors[np.array(around)].reshape(len(around), -1)) @ self.layers["words"].T
        )
        return [
            np.round(self.vectors[[self._place(word) for word in its]] @ one, _DIGITS)
            for one, its in zip(expected, options, strict=True)
        ]

    def expected(self, around: Matrix) -> Matrix:
        """What the words around some places lead to: shape (places, dimensions).

        Args:
            around: the vectors of the words at `POSITIONS` side by side.
        """
        layers = self.layers
        hidden = np.maximum(around @ layers["hidden"] + layers["hidden_bias"], 0)
        return np.asarray(hidden @ layers["output"] + around @ layers["direct"] + layers["bias"])

    def _around(self, words: Sequence[str], place: int) -> list[int]:
        return [
            self._place(words[place + step]) if 0 <= place + step < len(words) else len(self.places)
            for step in POSITIONS
        ]

    def _place(self, word: str) -> int:
        return self.places.get(word, len(self.places) + 1)


def expectation_of(
    words: Sequence[str], vectors: Matrix, layers: Mapping[str, Matrix], frequencies: Mapping[str, float]
) -> Expectation:
    """The expectation of some words.

    Args:
        words: in lower case.
        vectors: shape (words, dimensions), of mean 0 and spread 1.
        layers: see `LAYERS`.
        frequencies: share of running English that each word makes up; the commoner, the less it tells.
    """
    shares = np.fromiter(map(frequencies.get, words, repeat(0.0)), np.float32, len(words))
    company = company_of(words, vectors, _RARE / (_RARE + shares))
    return Expectation(company.places, with_marks(vectors), layers, company)


def with_marks(vectors: Matrix) -> Matrix:
    """The vectors of words, and after them those of a sentence's end and of an unknown word."""
    size, width = vectors.shape
    marked = np.zeros((size + _MARKS, width + _MARKS), np.float32)
    marked[:size, :width] = vectors
    marked[size, width] = marked[size + 1, width + 1] = 1
    return marked


def load_expectation(frequencies: Mapping[str, float], path: Path = ARTEFACT) -> Expectation:
    """Read the artefact.

    Args:
        frequencies: see `expectation_of`.
        path: of the artefact.

    Raises:
        VocabularyError: it is missing or broken.
    """
    with artefacts.reading("What words lead to", path):
        return unpacked(path.read_bytes(), frequencies)


def packed(words: Sequence[str], vectors: Matrix, layers: Mapping[str, Matrix]) -> bytes:
    """The artefact's bytes; numbers are rounded."""
    rounded = np.clip(np.rint(vectors * _SCALE), -127, 127).astype(np.int8)
    halves = {name: (list(layers[name].shape), layers[name].astype("<f2").tobytes()) for name in LAYERS}
    return artefacts.packed(StoredExpectation(list(words), rounded.tobytes(), halves))


def unpacked(artefact: bytes, frequencies: Mapping[str, float]) -> Expectation:
    """The expectation that an artefact holds.

    Raises:
        ValueError: its parts do not fit each other; others where it is no artefact at all.
    """
    stored = artefacts.unpacked(artefact, StoredExpectation)
    vectors = np.frombuffer(stored.vectors, np.int8).reshape(len(stored.words), -1).astype(np.float32)
    vectors /= np.float32(_SCALE)
    layers = {
        name: np.frombuffer(numbers, "<f2").reshape(shape).astype(np.float32)
        for name, (shape, numbers) in stored.layers.items()
    }
    if layers.keys() != set(LAYERS) or len(layers["hidden"]) != len(POSITIONS) * (vectors.shape[1] + _MARKS):
        raise ValueError("the network is none for these vectors")
    return expectation_of(stored.words, vectors, layers, frequencies)
