"""The neighbours of the commoner words of the language, found beforehand: most doubted words are among these.

What is near such a word hangs on the words that may be meant alone, and to look for it costs far more than to
look it up. The artefact holds no words: it tells by a digest for which it was made. Where there are others,
as terms of one's own may bring them, it says nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import filterfalse, islice
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from pipeline import artefacts
from pipeline.correct.ngrams.tables import Ids
from pipeline.correct.wording.neighbours import Neighbours, is_wordlike

ARTEFACT = Path(__file__).parents[2] / "models" / "neighbours.msgpack.zst"
_FINENESS = 100
"""Zipf frequencies are told apart by hundredths."""


class StoredNeighbours(msgspec.Struct, frozen=True):
    """The artefact."""

    commonest: int
    """How many of the commonest words are told of, beside those that may be meant."""
    digest: bytes
    """Of all these words, see `_digest`."""
    counts: bytes
    """How many neighbours each has, a byte each."""
    numbers: bytes
    """Of the neighbours, among the words that may be meant: word by word, the nearest first; two bytes."""
    distances: bytes
    """A byte each."""


class Near(NamedTuple):
    """The neighbours of a word, the nearest first; arrays of the shape (neighbours,)."""

    numbers: Ids
    """Among `Neighbours.all`."""
    distances: Ids


@dataclass(frozen=True, slots=True)
class ReadyNeighbours:
    """Loaded once and only read."""

    rows: Mapping[str, int] = field(repr=False)
    """Of the words whose neighbours are told; lower-case words that the language knows."""
    starts: Ids = field(repr=False)
    """Where the neighbours of each begin, and where the last ones end."""
    numbers: NDArray[np.uint16] = field(repr=False)
    distances: NDArray[np.uint8] = field(repr=False)
    """See `Near`: those of all words."""

    def of(self, word: str) -> Near | None:
        """The neighbours of a lower-case word that the language knows, where they are told."""
        row = self.rows.get(word)
        if row is None:
            return None
        part = slice(self.starts[row], self.starts[row + 1])
        return Near(self.numbers[part].astype(np.int64), self.distances[part].astype(np.int64))

    def of_all(self, rows: Ids) -> tuple[Ids, Near]:
        """The neighbours of words that are told by `rows`; and of each the number of its word among these."""
        starts = self.starts[rows]
        counts = self.starts[rows + 1] - starts
        which = np.repeat(np.arange(len(rows)), counts)
        places = np.arange(len(which)) + np.repeat(starts - np.cumsum(counts) + counts, counts)
        return which, Near(self.numbers[places].astype(np.int64), self.distances[places].astype(np.int64))


def none_ready() -> ReadyNeighbours:
    """What tells of no word."""
    return ReadyNeighbours({}, np.zeros(1, np.int64), np.zeros(0, np.uint16), np.zeros(0, np.uint8))


def load_ready(
    neighbours: Neighbours, frequencies: Mapping[str, float], path: Path = ARTEFACT
) -> ReadyNeighbours:
    """Read the artefact.

    Args:
        neighbours: of the language.
        frequencies: share of running English that each lower-case word makes up, falling.
        path: of the artefact.

    Raises:
        VocabularyError: it is missing or broken.
    """
    with artefacts.reading("The neighbours of words", path):
        return unpacked(path.read_bytes(), neighbours, frequencies)


def packed(neighbours: Neighbours, frequencies: Mapping[str, float], commonest: int) -> bytes:
    """The artefact's bytes.

    Args:
        neighbours: of the language; there are fewer words to be meant than two bytes can tell.
        frequencies: see `load_ready`.
        commonest: how many of these words to tell of.
    """
    words = _words(neighbours, frequencies, commonest)
    asked = list(filter(is_wordlike, words))
    near = dict(zip(asked, neighbours.of_all(asked, [True] * len(asked)), strict=True))
    found = [near.get(word, ()) for word in words]
    stored = StoredNeighbours(
        commonest,
        _digest(words, neighbours),
        bytes(map(len, found)),
        np.array([neighbours.numbers[other.word] for its in found for other in its], "<u2").tobytes(),
        bytes(other.distance for its in found for other in its),
    )
    return artefacts.packed(stored)


def unpacked(artefact: bytes, neighbours: Neighbours, frequencies: Mapping[str, float]) -> ReadyNeighbours:
    """What an artefact tells of these words.

    Raises:
        ValueError: its parts are of unequal size; others where it is no artefact at all.
    """
    stored = artefacts.unpacked(artefact, StoredNeighbours)
    words = _words(neighbours, frequencies, stored.commonest)
    if stored.digest != _digest(words, neighbours):
        return none_ready()
    starts = np.cumsum(np.frombuffer(b"\0" + stored.counts, np.uint8), dtype=np.int64)
    numbers, distances = np.frombuffer(stored.numbers, "<u2"), np.frombuffer(stored.distances, np.uint8)
    if len(starts) != len(words) + 1 or not starts[-1] == len(numbers) == len(distances):
        raise ValueError("there are not as many neighbours as were counted")
    return ReadyNeighbours(dict(zip(words, range(len(words)), strict=True)), starts, numbers, distances)


def _words(neighbours: Neighbours, frequencies: Mapping[str, float], commonest: int) -> Sequence[str]:
    """The words that are told of: those that may be meant, then the commonest of the others."""
    others = filterfalse(neighbours.words.__contains__, islice(frequencies, commonest))
    return [*neighbours.words, *others]


def _digest(words: Sequence[str], neighbours: Neighbours) -> bytes:
    """Tells words, and how common those of them are that may be meant, from others."""
    zipf = np.rint(np.array(list(neighbours.words.values())) * _FINENESS).astype("<i2")
    return hashlib.sha256("\n".join(words).encode("utf-8", "surrogatepass") + zipf.tobytes()).digest()
