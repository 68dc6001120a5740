"""Sentences laid in one row of tokens, so that each step looks at those of a page all at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.extract.features import OFFSETS, Reading
from pipeline.extract.lexicon import Lexicon
from pipeline.extract.matcher import TermSpan
from pipeline.extract.numbered import OUTSIDE_NUMBER, Numbered
from pipeline.extract.tokens import Tokens, tokenise_all
from pipeline.extract.viterbi import Numbers
from pipeline.model import SectionType

REACH = OFFSETS[-1]
"""How far a token sees: so many places before and after a sentence are outside of it."""
_BATCH = 100_000


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """The tokens of some sentences, with `REACH` places outside before each and behind the last."""

    tokens: Tokens
    words: Numbers
    """Numbers of the words."""
    known: Numbered[str]
    """Gave these numbers."""
    terms: Sequence[TermSpan]
    """The vocabulary terms in all of them, by places of the row."""
    texts: Sequence[str]
    """The sentences."""
    sections: Sequence[SectionType]
    """Type of the section that each one stands in."""
    starts: Numbers
    """Place of the first token of each."""
    lengths: Numbers
    """How many tokens each has."""

    def owners(self, places: Numbers) -> Numbers:
        """The numbers of the sentences in which tokens stand."""
        return np.searchsorted(self.starts, places, side="right") - 1

    def spread(self, told: Sequence[int] | Numbers) -> Numbers:
        """What is told of each sentence, at each of its tokens; what stands outside does not matter."""
        return np.concatenate([np.zeros(REACH, np.int64), np.repeat(told, self.lengths + REACH)])

    def reading(self, number: int) -> Reading:
        """One of the sentences by itself."""
        first = int(self.starts[number])
        last = first + int(self.lengths[number])
        tokens = self.tokens.part(first, last, self.texts[number])
        inside = slice(
            *(bisect_left(self.terms, place, key=lambda term: term.first) for place in (first, last))
        )
        terms = [TermSpan(term.first - first, term.last - first, term.rows) for term in self.terms[inside]]
        return Reading(tokens, self.sections[number], terms)


def lay(texts: Sequence[str], sections: Sequence[SectionType], lexicon: Lexicon) -> Row:
    """Lay sentences in a row, and look the terms in them up.

    Args:
        texts: the sentences.
        sections: type of the section that each one stands in.
        lexicon: knows the terms.
    """
    tokens = tokenise_all(texts, REACH)
    known = lexicon.words.latest()
    words = known.of(tokens.words)
    terms = list(lexicon.matcher.find(tokens, lexicon.beginnings.in_row(words, known)))
    outside = np.flatnonzero(words == OUTSIDE_NUMBER)
    starts = outside[REACH - 1 : -1 : REACH] + 1
    return Row(tokens, words, known, terms, texts, sections, starts, outside[REACH::REACH] - starts)


def batches(texts: Sequence[str]) -> Iterator[slice]:
    """Sentences in order, parted where many characters have come together: that bounds the memory."""
    first = characters = 0
    for number, text in enumerate(texts):
        characters += len(text)
        if characters >= _BATCH:
            yield slice(first, number + 1)
            first, characters = number + 1, 0
    if first < len(texts):
        yield slice(first, len(texts))
