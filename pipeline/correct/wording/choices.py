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
    near, model = language.neighbours.of(word, is_known), language.model
    words = [other.word for other in near]
    commonness = model.commonness(words) - model.commonness([word])
    handicap = _ROUGH_COMMON * commonness + _ROUGH_DISTANCE * np.array([other.distance for other in near])
    return Choices(near, *model.words.read(words), commonness, handicap)
