"""What a word may have been meant to be, and what the language model knows of it whatever stands around."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from jellyfish import damerau_levenshtein_distance
from numpy.typing import NDArray

from pipeline.correct.confusions import load_confusions
from pipeline.correct.language import Language
from pipeline.correct.memory import Memory
from pipeline.correct.ngrams.tables import Ids, Logs
from pipeline.correct.wording.neighbours import Neighbour

_ROUGH_COMMON, _ROUGH_DISTANCE, _ROUGH_APART = 0.3, 0.3, 4.0
"""Shares of commonness, of distance, and of distance in the longer word's letters by which the gain of a
choice counts less."""

_REMEMBERED = 30_000
"""Words whose choices are kept in memory."""


class Choices(NamedTuple):
    """The neighbours of a word; arrays have the shape (neighbours,)."""

    near: Sequence[Neighbour]
    ids: Ids
    shares: Logs
    """Of the words in what their ids stand for, log10."""
    commonness: NDArray[np.float64]
    """log10 of how much commoner each is than the word."""
    handicap: NDArray[np.float64]
    """What a gain has to make up for: the commoner and the farther a word, the less it says."""


def choices_of(words: Sequence[tuple[str, bool]], language: Language) -> list[Choices]:
    """The choices for lower-case words, each with whether the language knows it."""
    return _remembered(language).of(words)


@lru_cache(maxsize=8)
def _remembered(language: Language) -> Memory[tuple[str, bool], Choices]:
    return Memory(lambda words: _choices_of(words, language), _REMEMBERED)


def _choices_of(words: Sequence[tuple[str, bool]], language: Language) -> Iterator[Choices]:
    asked, are_known = [word for word, _ in words], [is_known for _, is_known in words]
    found = language.neighbours.of_all(asked, are_known)
    near = [(*its, *_confused(word, its, language)) for word, its in zip(asked, found, strict=True)]
    return weighed(asked, near, language)


def _confused(word: str, near: Sequence[Neighbour], language: Language) -> Iterator[Neighbour]:
    """The words that a word is commonly put for and that are not among its neighbours."""
    others = load_confusions().get(word)
    there = {other.word for other in near} if others else ()
    for other in others or ():
        if other not in there and other in language.neighbours.words:
            yield Neighbour(other, damerau_levenshtein_distance(word, other))


def weighed(
    words: Sequence[str], near: Sequence[Sequence[Neighbour]], language: Language
) -> Iterator[Choices]:
    """The choices that others are for lower-case words; all are asked of the language model at once."""
    others = [other for its in near for other in its]
    model, options = language.model, [other.word for other in others]
    counts = np.fromiter(map(len, near), np.int64, len(near))
    ids, shares = model.words.read(options)
    commonness = model.commonness_of(ids, shares) - np.repeat(model.commonness(words), counts)
    distances = np.fromiter((other.distance for other in others), np.int64, len(others))
    lengths = np.fromiter(map(len, options), np.int64, len(others))
    longer = np.maximum(lengths, np.repeat(np.fromiter(map(len, words), np.int64, len(words)), counts))
    handicap = _ROUGH_COMMON * commonness + _ROUGH_DISTANCE * distances + _ROUGH_APART * (distances / longer)
    ends = np.cumsum(counts).tolist()
    for its, start, end in zip(near, (0, *ends), ends, strict=False):
        yield Choices(its, ids[start:end], shares[start:end], commonness[start:end], handicap[start:end])
