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

    def part(self, first: int, last: int, text: str) -> Tokens:
        """Tokens `first` up to but not including `last`, which were split from `text`, by themselves.

        No phrase may reach over these bounds.
        """
        following = [None if place is None else place - first for place in self.following[first:last]]
        pieces = self.pieces[2 * first : 2 * last + 1]
        return Tokens(text, self.words[first:last], self.keys[first:last], following, pieces)


OUTSIDE = ""
"""What stands for a word where there is none."""
key_of = Remembered(lambda word: word_key(word) if word[:1].isalnum() else "").__getitem__
"""The normal form of a word as written; empty for a mark."""


def tokenise(text: str) -> Tokens:
    """Split a text into words and single marks, in time linear in its length."""
    return _tokens(text, _TOKEN.split(text))


def tokenise_all(texts: Sequence[str], apart: int) -> tuple[Tokens, list[int]]:
    """Split texts, and lay their tokens in one row.

    Args:
        texts: any number of them; each begins and ends a phrase.
        apart: so many words `OUTSIDE` stand before the first text, between two and after the last; at least
            one.

    Returns:
        The row, and how many tokens each text has.
    """
    between = [OUTSIDE] * (2 * apart - 1)
    pieces, lengths = ["", *between], []
    for text in texts:
        split = _TOKEN.split(text)
        lengths.append(len(split) // 2)
        pieces += split
        pieces += between
    pieces.append("")
    return _tokens("".join(texts), pieces), lengths


def _tokens(text: str, pieces: Sequence[str]) -> Tokens:
    words = tuple(pieces[1::2])
    keys = tuple(map(key_of, words))
    return Tokens(text, words, keys, _following(text, words, keys, pieces), pieces)


def _following(
    text: str, words: Sequence[str], keys: Sequence[str], pieces: Sequence[str]
) -> list[int | None]:
    """The word after each token where only white space or one tight hyphen or slash parts them."""
    following: list[int | None] = [*range(1, len(words)), None] if words else []
    mark, last = -1, len(words) - 1
    for _ in range(keys.count("")):
        mark = keys.index("", mark + 1)
        if mark:
            is_joiner = words[mark] in _JOINERS and mark < last and keys[mark + 1]
            is_tight = is_joiner and not pieces[2 * mark] and not pieces[2 * mark + 2]
            following[mark - 1] = mark + 1 if is_tight else None
    if "\n" in text:
        for index in range(1, len(words)):
            if "\n" in pieces[2 * index]:
                following[index - 1] = None
    return following
