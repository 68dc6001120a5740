"""Functions of single words, remembered for the words seen before, as most words of a page are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Told = TypeVar("Told")
_MOST = 100_000
_LONGEST = 100
"""Letters of a word that is remembered: what is longer is none, and some are as long as a page."""


class Remembered(dict[str, Told]):
    """What a function says of words: `remembered[word]`. It forgets all where there are too many.

    A plain dict answers in half the time of `lru_cache`, which keeps the words in order.
    """

    def __init__(self, function: Callable[[str], Told]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, word: str) -> Told:
        if len(word) > _LONGEST:
            return self._function(word)
        if len(self) >= _MOST:
            self.clear()
        told = self[word] = self._function(word)
        return told
