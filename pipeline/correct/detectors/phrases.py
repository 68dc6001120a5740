"""Two and three neighbouring words, as medical terms are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.correct.text import Sentence, Text, Word
from pipeline.vocabulary import word_key

_JOINTS = (" ", "-", "\xa0")


class Phrase(NamedTuple):
    """Neighbouring words of a sentence and their `word_key`s."""

    sentence: Sentence
    words: Sequence[Word]
    keys: tuple[str, ...]


def phrases_at(text: Text, firsts: Iterable[int]) -> Iterator[Phrase]:
    """The runs of two and three words of a sentence that a single space or hyphen joins.

    Args:
        text: any.
        firsts: numbers of the words that they begin with, counted through the text.
    """
    for first in firsts:
        sentence, place = text.place_of(first)
        words = sentence.words[place : place + 3]
        if len(words) > 1 and words[1].gap in _JOINTS:
            keys = tuple([word_key(word.lower) for word in words])
            yield Phrase(sentence, words[:2], keys[:2])
            if len(words) > 2 and words[2].gap in _JOINTS:
                yield Phrase(sentence, words, keys)
