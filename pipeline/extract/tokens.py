"""Tokens: the words and marks of a text, with the keys under which the vocabulary knows the words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

import msgspec

from pipeline.extract.remembered import Remembered
from pipeline.vocabulary import word_key

_TOKEN = re.compile(r"([^\W_]+(?:['’][^\W\d_]+)*|[^\w\s]|_)")
_JOINERS = frozenset({"-", "‐", "‑", "/"})


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
    pieces: Sequence[str]
    """The text, parted into white space (even places) and tokens (odd places)."""

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Half-open offsets in `text`, code points."""
        return tuple(accumulate(map(len, self.pieces)))[:-1:2]

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """As `starts`."""
        return tuple(accumulate(map(len, self.pieces)))[1::2]

    def __len__(self) -> int:
        return len(self.words)

    def surface(self, first: int, last: int) -> str:
        """The text of tokens `first` up to but not including `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]]


key_of = Remembered(lambda word: word_key(word) if word[0].isalnum() else "").__getitem__
"""The normal form of a word as written; empty for a mark."""


def tokenise(text: str) -> Tokens:
    """Split a text into words and single marks, in time linear in its length."""
    pieces = _TOKEN.split(text)
    words = tuple(pieces[1::2])
    keys = tuple(map(key_of, words))
    return Tokens(text, words, keys, _following(text, words, keys, pieces), pieces)


def _following(
    text: str, words: Sequence[str], keys: Sequence[str], pieces: Sequence[str]
) -> list[int | None]:
    """The word after each token where only white space or one tight hyphen or slash parts them."""
    following: list[int | None] = [*range(1, len(words)), None] if words else []
    mark = -1
    for _ in range(keys.count("")):
        mark = keys.index("", mark + 1)
        if mark:
            following[mark - 1] = None
    if not _JOINERS.isdisjoint(words):
        for index in range(1, len(words) - 1):
            is_tight = words[index] in _JOINERS and not pieces[2 * index] and not pieces[2 * index + 2]
            if is_tight and keys[index + 1]:
                following[index - 1] = index + 1
    if "\n" in text:
        for index in range(1, len(words)):
            if "\n" in pieces[2 * index]:
                following[index - 1] = None
    return following
