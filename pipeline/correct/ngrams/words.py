"""Words as a language model knows them: by an id of their own, by their frequency in English, or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import repeat
from math import log10

import numpy as np

from pipeline.correct.memory import Memory
from pipeline.correct.ngrams.tables import FINENESS, Ids, Logs

BOUNDARY_WORD = "\n"
MARKS = (BOUNDARY_WORD, "<known>", "<unknown>")
"""What the first ids stand for: the end of a sentence, any English word without an id, any other word."""
KNOWN, UNKNOWN = 1, 2
_LETTER = -1.25
"""log10 of what a letter of an unknown word costs: what a bigram model of letters spends on such words."""
_LONGEST = 30
_REMEMBERED = 50_000
"""Words without an id of which is kept what is said of them."""
_LONGEST_KEPT = 100
"""Letters of them: the models know no longer word, and say the same of all longer ones; some fill a page."""
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabulary of a language model."""

    ids: Mapping[str, int] = field(repr=False)
    """In order of the ids, the marks first."""
    frequencies: Mapping[str, float] = field(repr=False)
    """Share of running English that a lower-case word makes up."""
    own_shares: Sequence[float] = field(repr=False, compare=False)
    """Those of the words with ids of their own, which come behind the marks."""
    known_share: float
    """The sum of these over the words without an id."""
    _without_id: Memory[str, tuple[int, float]] = field(init=False, repr=False, compare=False)
    """What is said of words without an id of their own."""

    def __post_init__(self) -> None:
        answers = partial(_without_id, self.ids, self.frequencies, self.known_share)
        object.__setattr__(self, "_without_id", Memory(answers, _REMEMBERED))

    def read(self, words: Sequence[str]) -> tuple[Ids, Logs]:
        """The id of each word, and log10 of the word's share in what the id stands for.

        Args:
            words: in lower case.
        """
        ids = np.fromiter(map(self.ids.get, words, repeat(-1)), np.int64, len(words))
        shares = np.zeros(len(words), np.float32)
        strange = np.flatnonzero(ids < 0)
        if len(strange):
            told = self._without_id.of([words[place][:_LONGEST_KEPT] for place in strange.tolist()])
            ids[strange], shares[strange] = zip(*told, strict=True)
        return ids, shares


def _without_id(
    ids: Mapping[str, int], frequencies: Mapping[str, float], known_share: float, words: Sequence[str]
) -> Iterator[tuple[int, float]]:
    """The id that stands for each of some words, and log10 of the word's share in what the id stands for."""
    for word in words:
        shape = word if word.isalpha() else shape_of(word)
        if shape in ids:
            yield ids[shape], 0.0
        elif word in frequencies:
            share = log10(frequencies[word] / known_share)
            yield KNOWN, round(share * FINENESS) / FINENESS
        else:
            yield UNKNOWN, _LETTER * min(len(word), _LONGEST)


def words_of(own: Sequence[str], frequencies: Mapping[str, float]) -> Words:
    """The vocabulary of words with ids of their own, in order of these.

    Args:
        own: the words; numbers in their shape, see `shape_of`.
        frequencies: see `Words`.
    """
    ids = dict(zip((*MARKS, *own), range(len(MARKS) + len(own)), strict=True))
    shares = list(map(frequencies.get, own, repeat(0.0)))
    return Words(ids, frequencies, shares, sum(frequencies.values()) - sum(shares))


def shape_of(word: str) -> str:
    """A word with each digit as 0: numbers of as many digits are one word."""
    return _DIGIT.sub("0", word)
