"""Which words stand side by side in English at large: what a language model of few texts has not seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from pipeline import artefacts
from pipeline.correct.ngrams.tables import Ids, Index

ARTEFACT = Path(__file__).parents[2] / "models" / "bigrams.msgpack.zst"
FINENESS = 16
"""Logarithms are multiples of 1/16."""


class StoredBigrams(msgspec.Struct, frozen=True):
    """The artefact."""

    words: list[str]
    steps: bytes
    """Of the keys, each less the one before it: four bytes each, see `Bigrams.keys`."""
    counts: bytes
    """log10 of each count in `FINENESS`, a byte each."""


@dataclass(frozen=True, slots=True)
class Bigrams:
    """Loaded once and only read."""

    places: Mapping[str, int] = field(repr=False)
    """Of the words in the keys."""
    keys: Ids = field(repr=False)
    """Place of the first word times the number of words, and place of the second; rising."""
    logs: NDArray[np.float32] = field(repr=False)
    """log10 of how often each pair was counted."""
    index: Index = field(init=False, repr=False)
    """Finds the keys."""
    least: float = field(init=False)
    """What stands for the logarithm of a pair that was not counted: less by one than any."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", Index(self.keys))
        object.__setattr__(self, "least", float(self.logs.min()) - 1)

    def of(self, firsts: Sequence[str], seconds: Sequence[str]) -> NDArray[np.float32]:
        """log10 of how often pairs of words were counted.

        Args:
            firsts: in lower case.
            seconds: what stands after each of them.
        """
        one, other = (
            np.array([self.places.get(word, -1) for word in words], np.int64) for words in (firsts, seconds)
        )
        wanted = np.where((one < 0) | (other < 0), -1, one * len(self.places) + other)
        found = self.index.find(wanted)
        return np.where(found < 0, np.float32(self.least), self.logs[found])


def bigrams_of(counts: Mapping[tuple[str, str], float]) -> Bigrams:
    """The bigrams of some counts."""
    words = sorted({word for pair in counts for word in pair})
    places = {word: place for place, word in enumerate(words)}
    keyed = sorted(
        (places[one] * len(words) + places[other], count) for (one, other), count in counts.items()
    )
    keys, found = zip(*keyed, strict=True)
    return Bigrams(places, np.array(keys, np.int64), np.log10(np.array(found)).astype(np.float32))


def load_bigrams(path: Path = ARTEFACT) -> Bigrams:
    """Read the artefact.

    Raises:
        VocabularyError: it is missing or broken.
    """
    with artefacts.reading("The pairs of words", path):
        return unpacked(path.read_bytes())


def packed(bigrams: Bigrams) -> bytes:
    """The artefact's bytes; logarithms are rounded."""
    steps = np.diff(bigrams.keys, prepend=0).astype(np.uint32)
    counts = np.rint(bigrams.logs * FINENESS).astype(np.uint8)
    stored = StoredBigrams(list(bigrams.places), steps.tobytes(), counts.tobytes())
    return artefacts.packed(stored)


def unpacked(artefact: bytes) -> Bigrams:
    """The bigrams that an artefact holds.

    Raises:
        ValueError: it holds no pair, or its parts are of unequal size; others where it is no artefact at all.
    """
    stored = artefacts.unpacked(artefact, StoredBigrams)
    keys = np.cumsum(np.frombuffer(stored.steps, "<u4").astype(np.int64))
    logs = np.frombuffer(stored.counts, np.uint8).astype(np.float32) / np.float32(FINENESS)
    if not len(keys) or len(keys) != len(logs):
        raise ValueError("there are not as many counts as pairs")
    return Bigrams(dict(zip(stored.words, range(len(stored.words)), strict=True)), keys, logs)
