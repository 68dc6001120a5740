"""What training learnt about words and about names in the markup: how much they speak for main content."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

WORD_VALUES = ("function", "known", "odds", "short_odds", "date", "address", "health")
"""Of a word: 1 for a function word, 1 for every known word, log-odds in all lines and in short ones, 1 for
years and names of months, 1 for parts of addresses, 1 for words of conditions, symptoms and treatments."""

CALLED = {
    "menu": r"nav|menu|breadcrumb|crumbs|pag(?:er|inat)|skip|tabs?$|dropdown|toc$",
    "frame": r"foot|masthead|head(?!line|ing)|side|aside|widget|modul|banner|toolbar|complementary"
             r"|contentinfo|popup|modal|overlay",
    "related": r"related|relation|recommend|popular|trend|teaser|more|promo|carousel|slider|latest|recent"
               r"|next|also|yarpp|outbrain|taboola|suggest|similar|card|grid|list",
    "advert": r"^ads?$|advert|sponsor|^dfp|banner|promo|product|shop|offer|deal|cta|newsletter|subscri"
              r"|signup|login|form|paywall",
    "consent": r"cookie|consent|gdpr|privacy|legal|copyright|disclaimer",
    "share": r"shar(?:e|ing)|social|follow|tool|print|button|btn|icon|twitter|facebook|embed|tweet",
    "comment": r"comment|respond|repl(?:y|ies)|disqus|review|rating",
    "caption": r"caption|credit|gallery|photo|image|img|figure|slide|media|video|player",
    "facts": r"meta|byline|author|date|time|publish|posted|tag|categor|topic|keyword|bio|profile|info",
    "article": r"article|main|content|post|entry|story|body|text|prose|rich|blog|wysiwyg|markdown|copy"
               r"|description",
    "talk": r"question|answer|message|thread|forum|topic|reply|discussion",
    "title": r"title|headline|heading|lead|intro|summary|dek|standfirst|excerpt",
}  # fmt: skip
"""What a part of a class, id or role token calls its element, by names that are common on the web."""

NOTED = ("article", "main", "nav", "aside", "form", "table", "ul", "li", "p", "a", "figure", "section")
"""Elements whose presence around a line is looked at."""

ELEMENTS = frozenset(
    """
    a article aside b blockquote body button caption dd div dl dt em figure footer form h1 h2 h3 h4 h5 h6
    header html i label li main nav ol p section span strong table tbody td tr ul
    """.split()  # noqa: SIM905 (a list literal of 40 strings reads worse)
)
_PATTERNS = tuple(re.compile(pattern) for pattern in CALLED.values())
_NOTED_FLAGS = {element: 1 << place for place, element in enumerate(NOTED, len(CALLED))}
_PART = re.compile(r"[a-z]{2,}")
_MOST_NAMES = 100_000
NAME_FLAGS = len(CALLED) + len(NOTED)
"""How many flags a token has: for each kind of name whether it is one, and for each noted element whether it
is its name."""


@dataclass(frozen=True, slots=True)
class Names:
    """What some tokens of the markup say."""

    odds: NDArray[np.float64]
    """Shape (tokens, 2): log-odds of the token, and the mean log-odds of its parts."""
    flags: NDArray[np.uint32]
    """The flags of each token as the bits of a number, the first flag the lowest."""


class KnownNames:
    """What was worked out for a token is remembered, up to a bound: sites use the same names on each page."""

    def __init__(self) -> None:
        self._rows: dict[str, int] = {}
        self._odds = np.zeros((1024, 2))
        self._flags = np.zeros(1024, np.uint32)

    def values(self, tokens: Sequence[str], of_name: Callable[[str], tuple[float, float, int]]) -> Names:
        """The values of each token."""
        if len(self._rows) > _MOST_NAMES:
            self._rows.clear()
        unknown = [token for token in dict.fromkeys(tokens) if token not in self._rows]
        if unknown:
            self._learn(unknown, of_name)
        rows = np.fromiter(map(self._rows.__getitem__, tokens), np.int64, len(tokens))
        return Names(self._odds[rows], self._flags[rows])

    def _learn(self, tokens: Sequence[str], of_name: Callable[[str], tuple[float, float, int]]) -> None:
        start = len(self._rows)
        end = start + len(tokens)
        self._rows.update(zip(tokens, range(start, end), strict=True))
        while end > len(self._flags):
            self._odds = np.concatenate([self._odds, np.zeros_like(self._odds)])
            self._flags = np.concatenate([self._flags, np.zeros_like(self._flags)])
        own, parts, self._flags[start:end] = zip(*map(of_name, tokens), strict=True)
        self._odds[start:end, 0], self._odds[start:end, 1] = own, parts


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Log-odds of main content against boilerplate (natural logarithm, smoothed, cut off)."""

    words: Mapping[str, int]
    """Row of `table` by lower-cased word."""
    table: NDArray[np.float64]
    """Shape (words + 1, values of a word); row 0 is for unknown words."""
    names: Mapping[str, float]
    """By token of the markup, and by `/` and part of a token."""
    known: KnownNames = field(default_factory=KnownNames, compare=False, repr=False)

    def of_words(self, words: Collection[str]) -> NDArray[np.float64]:
        """Shape (words, values of a word)."""
        return self.table[np.fromiter(map(self.words.get, words, repeat(0)), np.int64, len(words))]

    def of_names(self, tokens: Sequence[str]) -> Names:
        """What the tokens of the markup say."""
        return self.known.values(tokens, self._of_name)

    def _of_name(self, token: str) -> tuple[float, float, int]:
        odds, parts, flags = 0.0, parts_of(token), _NOTED_FLAGS.get(token, 0)
        for part in parts:
            odds += self.names.get(part, 0.0)
        if token not in ELEMENTS:
            for part in parts:
                flags |= _calls(part)
        return self.names.get(token, 0.0), odds / max(len(parts), 1), flags


@lru_cache(maxsize=1 << 15)
def _calls(part: str) -> int:
    """What a part of a name calls its element: one bit for each entry of `CALLED`."""
    name = part[1:]
    return sum([1 << place for place, pattern in enumerate(_PATTERNS) if pattern.search(name)])


def parts_of(token: str) -> list[str]:
    """The parts of a compound name, marked with `/`: `entry-content2` has `/entry` and `/content`."""
    return ["/" + part for part in _PART.findall(token)]
