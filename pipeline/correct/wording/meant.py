"""What is known of the words that may be meant, whatever stands around, told by their numbers."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.language import Language
from pipeline.correct.ngrams.tables import Ids, Logs
from pipeline.correct.wording.pairs import is_of_terms


class Read(NamedTuple):
    """What words are read as; arrays of the shape (words,)."""

    ids: Ids
    shares: Logs
    """See `Words.read`."""
    lengths: NDArray[np.int64]
    """In letters."""


class Common(NamedTuple):
    """How common words are, and how medical; arrays of the shape (words,)."""

    zipf: NDArray[np.float64]
    """Zipf frequencies."""
    are_of_terms: NDArray[np.bool_]
    """Whether each stands in some term, see `is_of_terms`."""


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
        self._common = Common(np.full(size, np.nan), np.zeros(size, np.bool_))

    def read(self, numbers: Ids) -> Read:
        """What some of the words are read as."""
        (others,) = (self._told.ids[numbers] < 0).nonzero()
        if len(others):
            self._read_others(numbers[others])
        return Read._make([column[numbers] for column in self._told])

    def common(self, numbers: Ids) -> Common:
        """How common and how medical some of the words are."""
        (new,) = np.isnan(self._common.zipf[numbers]).nonzero()
        if len(new):
            self._look_up(numbers[new])
        return Common._make([column[numbers] for column in self._common])

    def _read_others(self, numbers: Ids) -> None:
        words = self._words(numbers)
        self._told.ids[numbers], self._told.shares[numbers] = self._language.model.words.read(words)
        self._told.lengths[numbers] = list(map(len, words))

    def _look_up(self, numbers: Ids) -> None:
        words = self._words(numbers)
        self._common.zipf[numbers] = list(map(self._language.zipf, words))
        self._common.are_of_terms[numbers] = [is_of_terms(word, self._language) for word in words]

    def _words(self, numbers: Ids) -> list[str]:
        return [self._language.neighbours.all[number] for number in numbers.tolist()]


@lru_cache(maxsize=8)
def meant_by(language: Language) -> Meant:
    """The words that may be meant in a language."""
    return Meant(language)
