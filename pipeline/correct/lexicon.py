"""What detectors ask of words, told once a word: the words of a language come back from page to page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.language import Language

Question = Callable[[str, Language], int]
"""Asks something of a lower-case word whatever stands around it; answered by yes, no or a small number."""
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
        self._told: dict[Question, Answers] = {}
        self._size = size

    def has_room_for(self, count: int) -> bool:
        """Whether so many more words fit in."""
        return len(self._numbers) + count <= self._size

    def numbers_of(self, words: Sequence[str]) -> NDArray[np.int64]:
        """The numbers of different words; new ones get theirs."""
        numbers = self._numbers
        for word in words:
            if word not in numbers:
                numbers[word] = len(numbers)
        return np.array([numbers[word] for word in words], np.int64)

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
            answers[new] = [question(words[place], self._language) for place in new.tolist()]
            told[numbers[new]] = answers[new]
        return answers


@lru_cache(maxsize=8)
def _current(language: Language) -> list[Lexicon]:
    return [Lexicon(language, _SIZE)]


def lexicon_for(words: Sequence[str], language: Language) -> Lexicon:
    """A lexicon of the language with room for some words: a new one where the last is full.

    What is told never depends on what it holds.
    """
    kept = _current(language)
    if not kept[0].has_room_for(len(words)):
        kept[0] = Lexicon(language, max(_SIZE, len(words)))
    return kept[0]
