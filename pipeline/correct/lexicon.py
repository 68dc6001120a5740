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
"""Words that are remembered."""
_UNTOLD = -1


class Lexicon:
    """Words by number, and the answers to questions about them by these numbers."""

    def __init__(self, language: Language, size: int) -> None:
        """Begin with no words.

        Args:
            language: what the questions are answered by.
            size: how many words there is room for.
        """
        self._language = language
        self._numbers: dict[str, int] = {}
        self._zipf = np.zeros(size)
        self._known = np.zeros(size, np.bool_)
        self.ids = np.zeros(size, np.int64)
        self.shares = np.zeros(size, np.float32)
        """By number: what the language model reads each word as, see `Words.read`."""
        self._told: dict[Question, Answers] = {}
        self._asked = np.zeros(0, np.int64)
        self._entries = Entries((), (), ())
        """What was asked about last, by number: the next question is mostly about the same words."""
        self._size = size

    def has_room_for(self, count: int) -> bool:
        """Whether so many more words fit in."""
        return len(self._numbers) + count <= self._size

    def numbers_of(self, words: Sequence[str]) -> NDArray[np.int64]:
        """The numbers of different words; new ones get theirs."""
        numbers = np.fromiter(map(self._numbers.get, words, repeat(_UNTOLD)), np.int64, len(words))
        (new,) = (numbers < 0).nonzero()
        if len(new):
            numbers[new] = self._add([words[place] for place in new.tolist()])
        return numbers

    def _add(self, words: Sequence[str]) -> range:
        """New words get these numbers."""
        numbers = range(len(self._numbers), len(self._numbers) + len(words))
        self._numbers.update(zip(words, numbers, strict=True))
        added = slice(numbers.start, numbers.stop)
        zipf = [zipf_of(share) for share in map(self._language.frequencies.get, words, repeat(0.0))]
        self._zipf[added] = zipf
        self._known[added] = list(map(self._knows, words, zipf))
        self.ids[added], self.shares[added] = self._language.model.words.read(words)
        return numbers

    def _knows(self, word: str, zipf: float) -> bool:
        # What English has is known but for some possessives, and told by its frequency already.
        return (zipf > 0 and not word.endswith("'s")) or self._language.knows(word)

    def tell(self, question: Question, words: Sequence[str], numbers: NDArray[np.int64]) -> Answers:
        """The answers to a question about words.

        Args:
            question: any, the same answer whenever it is asked.
            words: some.
            numbers: theirs.
        """
        told = self._told.get(question)
        if told is None:
            told = self._told[question] = np.full(self._size, _UNTOLD, np.int8)
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
