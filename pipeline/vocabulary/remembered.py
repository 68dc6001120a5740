"""Functions of single words, remembered for the words seen before, as most words of a page are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Told = TypeVar("Told")
_MOST = 100_000
_MOST_LETTERS = 10_000_000


class Remembered(dict[str, Told]):
    """What a function says of words: `remembered[word]`. It forgets all where they are too many or too long.

    A plain dict answers in half the time of `lru_cache`, which keeps the words in order.
    """

    def __init__(self, function: Callable[[str], Told]) -> None:
        super().__init__()
        self._function = function
        self._letters = 0

    def __missing__(self, word: str) -> Told:
        self._letters += len(word)
        if len(self) >= _MOST or self._letters > _MOST_LETTERS:
            self.clear()
            self._letters = len(word)
        told = self[word] = self._function(word)
        return told
