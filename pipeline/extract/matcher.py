"""Finds vocabulary terms: longest match from the left over normal forms, one dictionary look-up a word.

Matching normal forms word by word makes plural, possessive, hyphenated and British spellings meet the term.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.extract.tokens import Tokens, key_of
from pipeline.vocabulary import Vocabulary, surface_form
from pipeline.vocabulary.concepts import Rows

_ARTICLES = frozenset({"a", "an", "the"})


class TermSpan(NamedTuple):
    """Tokens `first` up to but not including `last` are a term; `rows` are its concepts, best first."""

    first: int
    last: int
    rows: Rows


@dataclass(frozen=True, slots=True)
class TermMatcher:
    """The vocabulary, indexed by the first words of its terms."""

    vocabulary: Vocabulary = field(repr=False)
    longest: Mapping[str, int] = field(repr=False)
    """Most words of a term that begins with this key."""
    seconds: Mapping[str, AbstractSet[str | None]] = field(repr=False)
    """First key of a term -> the keys that come second in such terms, None for a term of one word: two words
    tell that no term begins there, which is so of most."""

    def find(self, tokens: Tokens, places: Iterable[int] | None = None) -> Iterator[TermSpan]:
        """The terms in the tokens, left to right, not overlapping.

        Args:
            tokens: of one text, or of a row of them.
            places: where terms may begin, ascending; by default anywhere.
        """
        end = 0
        for index in range(len(tokens)) if places is None else places:
            nexts = self.seconds.get(key_of(tokens.words[index])) if index >= end else None
            if nexts is None:
                continue
            after = tokens.follower(index)
            if None in nexts or (after is not None and key_of(tokens.words[after]) in nexts):
                span = self._longest_at(tokens, index)
                if span:
                    end = span.last
                    yield span

    def _longest_at(self, tokens: Tokens, first: int) -> TermSpan | None:
        key, last, found = key_of(tokens.words[first]), first, None
        for _ in range(self.longest[key]):
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


def build_matcher(vocabulary: Vocabulary) -> TermMatcher:
    """Index a vocabulary for matching."""
    longest: dict[str, int] = {}
    seconds: defaultdict[str, set[str | None]] = defaultdict(set)
    for key in vocabulary.keys:
        first, _, rest = key.partition(" ")
        seconds[first].add(rest.partition(" ")[0] or None)
        if first in _ARTICLES and rest in vocabulary.keys:
            continue  # "the flu" is said of the flu
        n_words = key.count(" ") + 1
        if n_words > longest.get(first, 0):
            longest[first] = n_words
    for article in seconds.keys() - longest.keys():
        del seconds[article]
    return TermMatcher(vocabulary, longest, dict(seconds))
