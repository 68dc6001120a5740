"""What a word may have been meant to be, and what the language model knows of it whatever stands around."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.language import Language
from pipeline.correct.ngrams.tables import Ids, Logs
from pipeline.correct.wording.neighbours import Neighbour

_ROUGH_COMMON, _ROUGH_DISTANCE = 0.5, 0.5
"""Shares of commonness and distance by which the gain of a choice counts less."""


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
    return _choices(word, language.neighbours.of(word, is_known), language)


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
    handicap = _ROUGH_COMMON * commonness + _ROUGH_DISTANCE * np.array([other.distance for other in near])
    return Choices(near, *model.words.read(words), commonness, handicap)
