"""Where in a row of words terms may begin: most words that begin one stand before no second word of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat

import numpy as np
import numpy.typing as npt

from pipeline.extract.matcher import TermMatcher
from pipeline.extract.numbered import ByNumber, Numbered
from pipeline.extract.tokens import JOINERS, key_of
from pipeline.extract.viterbi import Numbers

_SIEVE = (1 << 20) - 1
_MIXER = 2654435761
"""Knuth's multiplier: pairs of numbers are spread over the places of the sieve."""
_ALONE, _JOINER = 1, 2


class Beginnings:
    """The first two words of all terms of a vocabulary, by number.

    Args:
        matcher: knows the terms.
    """

    def __init__(self, matcher: TermMatcher) -> None:
        self._seconds = matcher.seconds
        self._firsts = {key: number for number, key in enumerate(matcher.seconds, 1)}
        seconds = [key or "" for keys in matcher.seconds.values() for key in keys]
        self._nexts = {key: number for number, key in enumerate(dict.fromkeys(seconds), 1)}
        counts = np.array(list(map(len, matcher.seconds.values())), np.int64)
        numbers = np.array(list(map(self._nexts.__getitem__, seconds)), np.int64)
        self._sieve = np.zeros(_SIEVE + 1, bool)
        self._sieve[_places(np.repeat(np.arange(1, len(counts) + 1), counts), numbers)] = True
        self._nexts[""] = 0  # a term of one word alone is known by its flag
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
        may_be = self._sieve[_places(its, second[begins + 1])] | (flags[begins] & _ALONE > 0)
        is_joined = flags[begins + 1] & _JOINER > 0
        may_be |= is_joined & self._sieve[_places(its, second[begins + 2])]
        places: list[int] = begins[may_be].tolist()
        return places

    def _tell(self, words: Sequence[str]) -> npt.NDArray[np.int64]:
        keys = list(map(key_of, words))
        flags = [_ALONE * (None in self._seconds.get(key, ())) + _JOINER * (word in JOINERS)
                 for key, word in zip(keys, words, strict=True)]  # fmt: skip
        firsts, seconds = (list(map(known.get, keys, repeat(0))) for known in (self._firsts, self._nexts))
        return np.array([firsts, seconds, flags], np.int64).T


def _places(firsts: Numbers, seconds: Numbers) -> Numbers:
    """Places of pairs in the sieve; pairs may share one."""
    return (firsts * _MIXER + seconds) & _SIEVE
