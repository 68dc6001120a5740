"""Words as a language model knows them: by an id of their own, by their frequency in English, or not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log10

import numpy as np

from pipeline.correct.ngrams.tables import FINENESS, Ids, Logs

BOUNDARY_WORD = "\n"
MARKS = (BOUNDARY_WORD, "<known>", "<unknown>")
"""What the first ids stand for: the end of a sentence, any English word without an id, any other word."""
KNOWN, UNKNOWN = 1, 2
_LETTER = -1.25
"""log10 of what a letter of an unknown word costs: what a bigram model of letters spends on such words."""
_LONGEST = 30
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabulary of a language model."""

    ids: Mapping[str, int] = field(repr=False)
    """In order of the ids, the marks first."""
    frequencies: Mapping[str, float] = field(repr=False)
    """Share of running English that a lower-case word makes up."""
    known_share: float
    """The sum of these over the words without an id."""

    def read(self, words: Sequence[str]) -> tuple[Ids, Logs]:
        """The id of each word, and log10 of the word's share in what the id stands for.

        Args:
            words: in lower case.
        """
        ids = np.array([self.ids.get(word, -1) for word in words], np.int64)
        shares = np.zeros(len(words), np.float32)
        for place in np.flatnonzero(ids < 0).tolist():
            ids[place], shares[place] = self._without_id(words[place])
        return ids, shares

    def _without_id(self, word: str) -> tuple[int, float]:
        shape = shape_of(word)
        if shape in self.ids:
            return self.ids[shape], 0.0
        if word in self.frequencies:
            share = log10(self.frequencies[word] / self.known_share)
            return KNOWN, round(share * FINENESS) / FINENESS
        return UNKNOWN, _LETTER * min(len(word), _LONGEST)


def words_of(own: Sequence[str], frequencies: Mapping[str, float]) -> Words:
    """The vocabulary of words with ids of their own, in order of these.

    Args:
        own: the words; numbers in their shape, see `shape_of`.
        frequencies: see `Words`.
    """
    ids = {word: place for place, word in enumerate((*MARKS, *own))}
    taken = sum(frequencies.get(word, 0.0) for word in own)
    return Words(ids, frequencies, sum(frequencies.values()) - taken)


def shape_of(word: str) -> str:
    """A word with each digit as 0: numbers of as many digits are one word."""
    return _DIGIT.sub("0", word)
