"""Where in a row of words terms may begin: most words that begin one stand before no second word of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pipeline.extract.numbered import ByNumber, Numbered
from pipeline.extract.tokens import JOINERS, key_of
from pipeline.extract.viterbi import Numbers
from pipeline.vocabulary import Vocabulary
from pipeline.vocabulary.index import number_of, places

_ALONE, _JOINER = 1, 2


class Beginnings:
    """The first two words of all terms of a vocabulary, by number.

    Args:
        vocabulary: of the terms.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._sieve = np.unpackbits(np.frombuffer(vocabulary.index.pairs, np.uint8)).view(np.bool_)
        self._of_words = ByNumber[str, np.int64](np.zeros(3, np.int64), self._tell)

    def in_row(self, words: Numbers, known: Numbered[str]) -> list[int]:
        """Where a term may begin, ascending: at least at all places where one does.

        Args:
            words: numbers of the words of the row; its last two places are outside.
            known: gave these numbers.
        """
        first, second, flags = self._of_words.of(known).take(words, axis=0).T
        begins = np.flatnonzero(first[:-2])
        its = first[begins]
        may_be = self._sieve[places(its, second[begins + 1])] | (flags[begins] & _ALONE > 0)
        is_joined = flags[begins + 1] & _JOINER > 0
        may_be |= is_joined & self._sieve[places(its, second[begins + 2])]
        found: list[int] = begins[may_be].tolist()
        return found

    def _tell(self, words: Sequence[str]) -> npt.NDArray[np.int64]:
        keys, longest, alone = list(map(key_of, words)), self._vocabulary.index.longest, self._vocabulary.keys
        begins = [key in longest for key in keys]  # as all do that are terms alone
        flags = [_ALONE * (begin and key in alone) + _JOINER * (word in JOINERS)
                 for key, word, begin in zip(keys, words, begins, strict=True)]  # fmt: skip
        seconds = list(map(number_of, keys))
        firsts = [number if begin else 0 for number, begin in zip(seconds, begins, strict=True)]
        return np.array([firsts, seconds, flags], np.int64).T
