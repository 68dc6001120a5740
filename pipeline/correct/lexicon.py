"""What detectors ask of words, told once a word: the words of a language come back from page to page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.language import Language, zipf_of


class Entries(NamedTuple):
    """Lower-case words, and what most questions turn on: all are told once a word."""

    words: Sequence[str]
    zipf: Sequence[float]
    """Their Zipf frequencies."""
    known: Sequence[bool]
    """Whether the language knows them."""


Question = Callable[[Entries, Language], Sequence[int]]
"""Asks something of words whatever stands around them; answered by yes, no or a small number for each."""
Answers = NDArray[np.int8]
_SIZE = 50_000
"""Words that are remembered beside those of the language model."""
_MOST_LETTERS = 5_000_000
"""Letters of these words."""
_UNTOLD = -1


class Lexicon:
    """Words by number, and the answers to questions about them by these numbers.

    English words that the language model has ids for, which are most, are there from the first, under these.
    """

    def __init__(self, language: Language, size: int) -> None:
        """Begin with the English words of the language model.

        Args:
            language: what the questions are answered by.
            size: how many other words there is room for.
        """
        self._language = language
        self._met: dict[str, int] = {}
        """Their numbers. The commoner a word, the sooner it is met: those that come again and again lie close
        together, where a dictionary of all English words has them far apart."""
        self._others = self._letters = 0
        self._zipf = np.append(_own_zipf(language), np.zeros(size))
        self._known = self._zipf > 0
        self._is_own = np.append(self._known, False)
        self.ids = np.arange(len(self._zipf))
        self.shares = np.zeros(len(self._zipf), np.float32)
        """By number: what the language model reads each word as, see `Words.read`."""
        self._told: dict[Question, Answers] = {}
        self._asked = np.zeros(0, np.int64)
        self._entries = Entries((), (), ())
        """What was asked about last, by number: the next question is mostly about the same words."""
        self._size = size

    def has_room_for(self, count: int) -> bool:
        """Whether so many more words fit in."""
        return self._others + count <= self._size and self._letters <= _MOST_LETTERS

    def numbers_of(self, words: Sequence[str]) -> NDArray[np.int64]:
        """The numbers of different words; new ones get theirs."""
        numbers = np.fromiter(map(self._met.get, words, repeat(-1)), np.int64, len(words))
        (new,) = (numbers < 0).nonzero()
        if len(new):
            numbers[new] = self._meet([words[place] for place in new.tolist()])
        return numbers

    def _meet(self, words: Sequence[str]) -> NDArray[np.int64]:
        """The numbers of words that are met for the first time."""
        numbers = np.fromiter(
            map(self._language.model.words.ids.get, words, repeat(-1)), np.int64, len(words)
        )
        (others,) = (~self._is_own[numbers]).nonzero()  # nor is the last one, which -1 stands for
        if len(others):
            numbers[others] = self._add([words[place] for place in others.tolist()])
        self._met.update(zip(words, numbers.tolist(), strict=True))
        return numbers

    def _add(self, words: Sequence[str]) -> range:
        """Words that the language model has no ids for get the next numbers."""
        first = len(self._language.model.words.ids) + self._others
        added = slice(first, first + len(words))
        self._others += len(words)
        self._letters += sum(map(len, words))
        shares = map(self._language.frequencies.get, words, repeat(0.0))
        self._zipf[added] = list(map(zipf_of, shares))
        self._known[added] = list(map(self._language.knows, words))
        self.ids[added], self.shares[added] = self._language.model.words.read(words)
        return range(added.start, added.stop)

    def tell(self, question: Question, words: Sequence[str], numbers: NDArray[np.int64]) -> Answers:
        """The answers to a question about words.

        Args:
            question: any, the same answer whenever it is asked.
            words: some.
            numbers: theirs.
        """
        told = self._told.get(question)
        if told is None:
            told = self._told[question] = np.full(len(self._zipf), _UNTOLD, np.int8)
        answers = told[numbers]
        (new,) = (answers == _UNTOLD).nonzero()
        if len(new):
            its = numbers[new]
            if not np.array_equal(its, self._asked):
                asked = [words[place] for place in new.tolist()]
                self._asked = its
                self._entries = Entries(asked, self._zipf[its].tolist(), self._known[its].tolist())
            told[its] = answers[new] = question(self._entries, self._language)
        return answers


@lru_cache(maxsize=8)
def _own_zipf(language: Language) -> NDArray[np.float64]:
    """The Zipf frequencies of the words that the language model has ids for; 0 where these tell too little.

    What English has is known but for some possessives.
    """
    words = language.model.words
    shares = np.append(np.zeros(len(words.ids) - len(words.own_shares)), words.own_shares)
    shares[[number for number, word in enumerate(words.ids) if word.endswith("'s")]] = 0
    few, which = np.unique(shares, return_inverse=True)  # there are as many as steps that these are told in
    return np.array(list(map(zipf_of, few.tolist())))[which]


@lru_cache(maxsize=8)
def _current(language: Language) -> list[Lexicon]:
    return [Lexicon(language, _SIZE)]


def lexicon_for(words: Sequence[str], language: Language) -> Lexicon:
    """A lexicon of the language with room for some words: a new one where the last is full.

    What is told never depends on what it holds. One for more words than are remembered is not kept.
    """
    if len(words) > _SIZE:
        return Lexicon(language, len(words))
    kept = _current(language)
    if not kept[0].has_room_for(len(words)):
        kept[0] = Lexicon(language, _SIZE)
    return kept[0]
