"""Two and three neighbouring words, as medical terms are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.correct.text import Sentence, Word
from pipeline.vocabulary import word_key

_JOINTS = (" ", "-", "\xa0")


class Phrase(NamedTuple):
    """Neighbouring words of a sentence and their `word_key`s."""

    sentence: Sentence
    words: tuple[Word, ...]
    keys: tuple[str, ...]


def phrases_of(sentence: Sentence) -> Iterator[Phrase]:
    """All runs of two and three words that a single space or hyphen joins."""
    words = sentence.words
    keys = tuple(word_key(word.lower) for word in words)
    is_joined = [word.gap in _JOINTS for word in words]
    for start in range(len(words) - 1):
        if is_joined[start + 1]:
            yield Phrase(sentence, words[start : start + 2], keys[start : start + 2])
            if start + 2 < len(words) and is_joined[start + 2]:
                yield Phrase(sentence, words[start : start + 3], keys[start : start + 3])
