"""Two and three neighbouring words, as medical terms are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.correct.text import Sentence, Word
from pipeline.vocabulary import word_key

_SIZES = (2, 3)


class Phrase(NamedTuple):
    """Neighbouring words of a sentence and their `word_key`s."""

    sentence: Sentence
    words: tuple[Word, ...]
    keys: tuple[str, ...]


def phrases_of(sentence: Sentence) -> Iterator[Phrase]:
    """All runs of two and three words that a single space or hyphen joins."""
    words = sentence.words
    keys = tuple(word_key(word.lower) for word in words)
    for start in range(len(words)):
        for size in _SIZES:
            if start + size <= len(words) and all(
                word.gap in (" ", "-", "\xa0") for word in words[start + 1 : start + size]
            ):
                yield Phrase(sentence, words[start : start + size], keys[start : start + size])
