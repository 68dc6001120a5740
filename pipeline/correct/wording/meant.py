"""What the language model reads the words that may be meant as, and how common they are, by their numbers."""

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
        self._zipf = np.full(size, np.nan)
        self._zipf[: len(language.neighbours.words)] = list(language.neighbours.words.values())

    def read(self, numbers: Ids) -> Read:
        """What some of the words are read as."""
        (others,) = (self._told.ids[numbers] < 0).nonzero()
        if len(others):
            self._read_others(numbers[others])
        return Read._make([column[numbers] for column in self._told])

    def zipf(self, numbers: Ids) -> NDArray[np.float64]:
        """The Zipf frequencies of some of the words."""
        (new,) = np.isnan(self._zipf[numbers]).nonzero()
        if len(new):
            self._zipf[numbers[new]] = list(map(self._language.zipf, self._words(numbers[new])))
        return self._zipf[numbers]

    def _read_others(self, numbers: Ids) -> None:
        words = self._words(numbers)
        self._told.ids[numbers], self._told.shares[numbers] = self._language.model.words.read(words)
        self._told.lengths[numbers] = list(map(len, words))

    def _words(self, numbers: Ids) -> list[str]:
        return [self._language.neighbours.all[number] for number in numbers.tolist()]


@lru_cache(maxsize=8)
def meant_by(language: Language) -> Meant:
    """The words that may be meant in a language."""
    return Meant(language)
