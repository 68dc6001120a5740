"""Two and three neighbouring words, as medical terms are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from pipeline.correct.text import Sentence, Text, Word
from pipeline.correct.tokens import BLANK, HYPHEN, Flags, Numbers
from pipeline.vocabulary import word_key


class Phrase(NamedTuple):
    """Neighbouring words of a sentence and their `word_key`s."""

    text: Text
    first: int
    """Number of the first word, counted through the text."""
    keys: tuple[str, ...]

    @property
    def sentence(self) -> Sentence:
        """That it stands in."""
        return self.text.place_of(self.first)[0]

    @property
    def words(self) -> Sequence[Word]:
        """As they stand there."""
        sentence, place = self.text.place_of(self.first)
        return sentence.words[place : place + len(self.keys)]


def phrases_at(text: Text, firsts: Numbers) -> Iterator[Phrase]:
    """The runs of two and three words of a sentence that a single space or hyphen joins.

    Args:
        text: any.
        firsts: numbers of the words that they begin with, counted through the text.
    """
    are_joined = np.append(joined(text), (False, False))
    firsts = firsts[are_joined[firsts + 1]]
    for first, is_longer in zip(firsts.tolist(), are_joined[firsts + 2].tolist(), strict=True):
        keys = tuple(map(word_key, text.lowers[first : first + 3]))
        yield Phrase(text, first, keys[:2])
        if is_longer:
            yield Phrase(text, first, keys)


def joined(text: Text) -> Flags:
    """Of each word whether a single space or hyphen joins it to the one before."""
    return (text.source.tokens.parted & (BLANK | HYPHEN)) > 0
