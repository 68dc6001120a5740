"""Finds vocabulary terms: longest match from the left over normal forms, one dictionary look-up a word.

Matching normal forms word by word makes plural, possessive, hyphenated and British spellings meet the term.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.extract.tokens import Tokens, key_of
from pipeline.vocabulary import Vocabulary, surface_form
from pipeline.vocabulary.concepts import Rows


class TermSpan(NamedTuple):
    """Tokens `first` up to but not including `last` are a term; `rows` are its concepts, best first."""

    first: int
    last: int
    rows: Rows


@dataclass(frozen=True, slots=True)
class TermMatcher:
    """Finds the terms of a vocabulary by their first words."""

    vocabulary: Vocabulary = field(repr=False)

    def find(self, tokens: Tokens, places: Iterable[int] | None = None) -> Iterator[TermSpan]:
        """The terms in the tokens, left to right, not overlapping.

        Args:
            tokens: of one text, or of a row of them.
            places: where terms may begin, ascending; by default anywhere.
        """
        end = 0
        for index in range(len(tokens)) if places is None else places:
            span = self._longest_at(tokens, index) if index >= end else None
            if span:
                end = span.last
                yield span

    def _longest_at(self, tokens: Tokens, first: int) -> TermSpan | None:
        key, last, found = key_of(tokens.words[first]), first, None
        for _ in range(self.vocabulary.index.longest.get(key, 0)):
            rows = self.vocabulary.keys.get(key)
            if rows and self._is_cased(tokens, first, last + 1):
                found = TermSpan(first, last + 1, rows)
            following = tokens.follower(last)
            if following is None:
                break
            key, last = f"{key} {key_of(tokens.words[following])}", following
        return found

    def _is_cased(self, tokens: Tokens, first: int, last: int) -> bool:
        """Whether an acronym stands in capitals; other terms may stand in any case."""
        if last - first > 1:
            return True
        surface = tokens.words[first]
        form = surface_form(surface)
        known = form if form in self.vocabulary.terms else key_of(surface)
        return known not in self.vocabulary.acronyms or surface.rstrip("s").isupper()
