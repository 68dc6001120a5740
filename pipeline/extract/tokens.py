"""Tokens: the words and marks of a text, with the keys under which the vocabulary knows the words."""

from __future__ import annotations

import re
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
    return Tokens(text, tuple(start for start, _ in spans), tuple(end for _, end in spans), words, keys)


def next_word(tokens: Tokens, index: int) -> int | None:
    """The next word of the phrase of token `index`, past a hyphen or slash; None at its end."""
    following = index + 1
    if following + 1 < len(tokens) and tokens.words[following] in _JOINERS:
        is_tight = tokens.ends[index] == tokens.starts[following] == tokens.ends[following] - 1
        following += is_tight and tokens.ends[following] == tokens.starts[following + 1]
    is_word = following < len(tokens) and bool(tokens.keys[following])
    return (
        following
        if is_word and "\n" not in tokens.text[tokens.ends[index] : tokens.starts[following]]
        else None
    )
