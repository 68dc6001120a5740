"""Tokens: the words and marks of a text, with the keys under which the vocabulary knows the words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.vocabulary import word_key

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*|[^\w\s]|_")
_JOINERS = frozenset({"-", "‐", "‑", "/"})


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text in order; the sequences have one entry a token."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    """Half-open offsets in `text`, code points."""
    words: tuple[str, ...]
    keys: tuple[str, ...]
    """Normal form of a word; empty for a mark."""
    following: tuple[int | None, ...]
    """The next word of the same phrase, past a tight hyphen or slash; None at a phrase's end."""

    def __len__(self) -> int:
        return len(self.starts)

    def surface(self, first: int, last: int) -> str:
        """The text of tokens `first` up to but not including `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def tokenise(text: str) -> Tokens:
    """Split a text into words and single marks, in time linear in its length."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    words = tuple(text[start:end] for start, end in spans)
    keys = tuple(word_key(word) if word[0].isalnum() else "" for word in words)
    following = tuple(_next_word(text, spans, words, keys, index) for index in range(len(spans)))
    return Tokens(
        text, tuple(start for start, _ in spans), tuple(end for _, end in spans), words, keys, following
    )


def _next_word(
    text: str, spans: Sequence[tuple[int, int]], words: Sequence[str], keys: Sequence[str], index: int
) -> int | None:
    """The word after a token where only white space or one tight hyphen or slash parts them."""
    following = index + 1
    if following >= len(spans):
        return None
    if keys[following]:
        return None if "\n" in text[spans[index][1] : spans[following][0]] else following
    if words[following] not in _JOINERS or following + 1 == len(spans) or not keys[following + 1]:
        return None
    is_tight = spans[index][1] == spans[following][0] and spans[following][1] == spans[following + 1][0]
    return following + 1 if is_tight else None
