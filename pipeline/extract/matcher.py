"""Finds vocabulary terms: longest match from the left over normal forms, one dictionary look-up a word.

Matching normal forms word by word makes plural, possessive, hyphenated and British spellings meet the term.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.extract.tokens import Tokens
from pipeline.vocabulary import Vocabulary, surface_form
from pipeline.vocabulary.concepts import Rows

_ARTICLES = frozenset({"a", "an", "the"})


@dataclass(frozen=True, slots=True)
class TermSpan:
    """Tokens `first` up to but not including `last` are a term; `rows` are its concepts, best first."""

    first: int
    last: int
    rows: Rows


@dataclass(frozen=True, slots=True)
class TermMatcher:
    """The vocabulary, indexed by first word."""

    vocabulary: Vocabulary = field(repr=False)
    longest: dict[str, int] = field(repr=False)
    """Most words of a term that begins with this key."""

    def find(self, tokens: Tokens) -> Iterator[TermSpan]:
        """The terms in the tokens, left to right, not overlapping."""
        index = 0
        while index < len(tokens):
            span = self._longest_at(tokens, index) if tokens.keys[index] in self.longest else None
            if span:
                yield span
            index = span.last if span else index + 1

    def _longest_at(self, tokens: Tokens, first: int) -> TermSpan | None:
        key, last, found = tokens.keys[first], first, None
        for _ in range(self.longest[key]):
            rows = self.vocabulary.keys.get(key)
            if rows and self._is_cased(tokens, first, last + 1):
                found = TermSpan(first, last + 1, rows)
            following = tokens.following[last]
            if following is None:
                break
            key, last = f"{key} {tokens.keys[following]}", following
        return found

    def _is_cased(self, tokens: Tokens, first: int, last: int) -> bool:
        """Whether an acronym stands in capitals; other terms may stand in any case."""
        if last - first > 1:
            return True
        surface = tokens.surface(first, last)
        form = surface_form(surface)
        known = form if form in self.vocabulary.terms else tokens.keys[first]
        return known not in self.vocabulary.acronyms or surface.rstrip("s").isupper()


def build_matcher(vocabulary: Vocabulary) -> TermMatcher:
    """Index a vocabulary for matching."""
    longest: dict[str, int] = {}
    for key in vocabulary.keys:
        first, _, rest = key.partition(" ")
        if first in _ARTICLES and rest in vocabulary.keys:
            continue  # "the flu" is said of the flu
        longest[first] = max(longest.get(first, 0), key.count(" ") + 1)
    return TermMatcher(vocabulary, longest)
