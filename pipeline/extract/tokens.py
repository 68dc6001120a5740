"""Tokens: the words and marks of a text, with the keys under which the vocabulary knows the words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, chain

import msgspec

from pipeline.vocabulary import word_key
from pipeline.vocabulary.remembered import Remembered

_TOKEN = re.compile(r"([a-zA-Z0-9]++(?=[\0-&(-^`{-~])|[^\W_]++(?:['’][^\W\d_]+)*+|[^\w\s]|_)")
"""Words of ASCII before a mark or space of ASCII, as most are, are a case by themselves for speed alone."""
JOINERS = frozenset({"-", "‐", "‑", "/"})


class Tokens(msgspec.Struct, frozen=True, dict=True):
    """The tokens of one text in order; the sequences have one entry a token.

    A page has hundreds, of which few hold a mention: all but the words is worked out when asked for.
    """

    text: str
    words: Sequence[str]
    pieces: Sequence[str]
    """The text, parted into white space (even places) and tokens (odd places)."""

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Normal form of a word; empty for a mark."""
        return tuple(map(key_of, self.words))

    def follower(self, index: int) -> int | None:
        """The next word of the same phrase, past a tight hyphen or slash; None at a phrase's end."""
        words, pieces, after = self.words, self.pieces, index + 1
        if after == len(words):
            return None
        if key_of(words[after]):
            return None if "\n" in pieces[2 * after] else after
        joined = after + 1
        is_joiner = words[after] in JOINERS and joined < len(words) and key_of(words[joined])
        return joined if is_joiner and not pieces[2 * after] and not pieces[2 * joined] else None

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
        return Tokens(text, self.words[first:last], self.pieces[2 * first : 2 * last + 1])


OUTSIDE = "\0"
"""What stands for a word where there is none; a mark that is none of a page's text."""
_NO_CHARACTER = "\ufffd"
key_of = Remembered(lambda word: word_key(word) if word[:1].isalnum() else "").__getitem__
"""The normal form of a word as written; empty for a mark."""


def tokenise(text: str) -> Tokens:
    """Split a text into words and single marks, in time linear in its length."""
    pieces = _TOKEN.split(text)
    return Tokens(text, tuple(pieces[1::2]), pieces)


def tokenise_all(texts: Sequence[str], apart: int) -> Tokens:
    """Split texts all at once, their tokens in one row.

    Args:
        texts: any number of them; each begins and ends a phrase.
        apart: so many words `OUTSIDE` stand before the first text, between two and after the last, and
            nowhere else; at least one.
    """
    if any(OUTSIDE in text for text in texts):
        texts = [text.replace(OUTSIDE, _NO_CHARACTER) for text in texts]
    return tokenise((OUTSIDE * apart).join(chain([""], texts, [""])))
