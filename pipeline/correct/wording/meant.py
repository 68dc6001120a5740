"""What the language model reads the words that may be meant as, told by their numbers."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.language import Language
from pipeline.correct.ngrams.tables import Ids, Logs


class Read(NamedTuple):
    """What words are read as; arrays of the shape (words,)."""

    ids: Ids
    shares: Logs
    """See `Words.read`."""
    lengths: NDArray[np.int64]
    """In letters."""


class Meant:
    """The words that may be meant, by their numbers among `Neighbours.all`."""

    def __init__(self, language: Language) -> None:
        """Take over those that have ids of their own, which are most; others are read when asked for."""
        size, collocations = len(language.neighbours.all), language.collocations
        self._language = language
        self._told = Read(np.full(size, -1), np.zeros(size, np.float32), np.zeros(size, np.int64))
        (ids,) = (collocations.numbers >= 0).nonzero()
        numbers = collocations.numbers[ids]
        self._told.ids[numbers] = ids
        self._told.lengths[numbers] = collocations.lengths[ids]

    def read(self, numbers: Ids) -> Read:
        """What some of the words are read as."""
        if (self._told.ids[numbers] < 0).any():
            self._read_others(numbers[self._told.ids[numbers] < 0])
        return Read._make([column[numbers] for column in self._told])

    def _read_others(self, numbers: Ids) -> None:
        words = [self._language.neighbours.all[number] for number in numbers.tolist()]
        self._told.ids[numbers], self._told.shares[numbers] = self._language.model.words.read(words)
        self._told.lengths[numbers] = list(map(len, words))


@lru_cache(maxsize=8)
def meant_by(language: Language) -> Meant:
    """The words that may be meant in a language."""
    return Meant(language)
