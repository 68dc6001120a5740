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
from pipeline.correct.ngrams.tables import Ids, Logs
from pipeline.correct.wording.neighbours import Neighbour

_ROUGH_COMMON, _ROUGH_DISTANCE, _ROUGH_APART = 0.3, 0.3, 4.0
"""Shares of commonness, of distance, and of distance in the longer word's letters by which the gain of a
choice counts less."""


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


@lru_cache(maxsize=30_000)
def choices_of(word: str, is_known: bool, language: Language) -> Choices:
    """The choices for a lower-case word, known to the language or not."""
    near = language.neighbours.of(word, is_known)
    return _choices(word, (*near, *_confused(word, near, language)), language)


def _confused(word: str, near: Sequence[Neighbour], language: Language) -> Iterator[Neighbour]:
    """The words that a word is commonly put for and that are not among its neighbours."""
    there = {other.word for other in near}
    for other in load_confusions().get(word, ()):
        if other not in there and other in language.neighbours.words:
            yield Neighbour(other, damerau_levenshtein_distance(word, other))


def with_more(choices: Choices, word: str, near: Sequence[Neighbour], language: Language) -> Choices:
    """Some choices for a lower-case word, and those of some others that are not among them."""
    there = {other.word for other in choices.near}
    new = [other for other in near if other.word not in there]
    if not new:
        return choices
    more = _choices(word, new, language)
    return Choices(
        (*choices.near, *more.near),
        np.concatenate((choices.ids, more.ids)),
        np.concatenate((choices.shares, more.shares)),
        np.concatenate((choices.commonness, more.commonness)),
        np.concatenate((choices.handicap, more.handicap)),
    )


def _choices(word: str, near: Sequence[Neighbour], language: Language) -> Choices:
    model, words = language.model, [other.word for other in near]
    commonness = model.commonness(words) - model.commonness([word])
    distances = np.array([other.distance for other in near])
    apart = distances / np.array([max(len(word), len(other)) for other in words])
    handicap = _ROUGH_COMMON * commonness + _ROUGH_DISTANCE * distances + _ROUGH_APART * apart
    return Choices(near, *model.words.read(words), commonness, handicap)
