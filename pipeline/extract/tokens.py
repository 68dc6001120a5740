"""Tokens: the words and marks of a text, with the keys under which the vocabulary knows the words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

import msgspec

from pipeline.vocabulary import word_key

_TOKEN = re.compile(r"([^\W_]+(?:['’][^\W\d_]+)*|[^\w\s]|_)")
_JOINERS = frozenset({"-", "‐", "‑", "/"})
_MOST_KEYS = 100_000


class Tokens(msgspec.Struct, frozen=True, dict=True):
    """The tokens of one text in order; the sequences have one entry a token.

    A page has hundreds, of which few hold a mention: their offsets are worked out when asked for.
    """

    text: str
    words: tuple[str, ...]
    keys: tuple[str, ...]
    """Normal form of a word; empty for a mark."""
    following: Sequence[int | None]
    """The next word of the same phrase, past a tight hyphen or slash; None at a phrase's end."""
    gaps: Sequence[str]
    """The white space before each token, and after the last."""

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Half-open offsets in `text`, code points."""
        return tuple(end - len(word) for end, word in zip(self.ends, self.words, strict=True))

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """As `starts`."""
        lengths = (len(gap) + len(word) for gap, word in zip(self.gaps, self.words, strict=False))
        return tuple(accumulate(lengths))

    def __len__(self) -> int:
        return len(self.words)

    def surface(self, first: int, last: int) -> str:
        """The text of tokens `first` up to but not including `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]]


class _Keys(dict[str, str]):
    """The keys of words seen before, as most words of a page are.

    A plain dict finds them in half the time of `lru_cache`, which keeps them in order.
    """

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_KEYS:
            self.clear()
        key = self[word] = word_key(word) if word[0].isalnum() else ""
        return key


_KEYS = _Keys()


def key_of(word: str) -> str:
    """The normal form of a word as written; empty for a mark."""
    return _KEYS[word]


def tokenise(text: str) -> Tokens:
    """Split a text into words and single marks, in time linear in its length."""
    pieces = _TOKEN.split(text)
    words, gaps = tuple(pieces[1::2]), pieces[::2]
    keys = tuple([_KEYS[word] for word in words])
    return Tokens(text, words, keys, _following(text, words, keys, gaps), gaps)


def _following(text: str, words: Sequence[str], keys: Sequence[str], gaps: Sequence[str]) -> list[int | None]:
    """The word after each token where only white space or one tight hyphen or slash parts them."""
    here: list[int | None] = [index if key else None for index, key in enumerate(keys)]
    following = [*here[1:], None] if here else here
    if not _JOINERS.isdisjoint(words):
        for index in range(1, len(words) - 1):
            is_tight = words[index] in _JOINERS and not gaps[index] and not gaps[index + 1]
            if is_tight and keys[index + 1]:
                following[index - 1] = index + 1
    if "\n" in text:
        for index in range(1, len(words)):
            if "\n" in gaps[index]:
                following[index - 1] = None
    return following
