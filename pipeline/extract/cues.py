"""Cue phrases and the words of a sentence: what the context and relation rules match with.

A phrase is written as its words in lower case. A word may list alternatives (`is|are`); a list that ends in
`?` may be left out (`not usually|always? needed`). Contractions count as two words (`isn't` is `is not`), and
so do their spellings with a lost apostrophe (`dont`). A dash or bullet between spaces, as before the members
of a flattened list, is `–`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Generic, TypeVar

T = TypeVar("T")

DASH = "–"
_WORD = re.compile(r"\w{1,100}(?:['’]\w{1,3}\b)?|(?P<dash>(?<!\S)[-–—•](?!\S))|[^\w\s]")
_LOST_APOSTROPHE = frozenset({
    "arent", "cant", "couldnt", "didnt", "doesnt", "dont", "hadnt", "hasnt", "havent", "isnt", "shouldnt",
    "wasnt", "werent", "wont", "wouldnt",
})  # fmt: skip
_STEMS = {"ca": "can", "wo": "will", "sha": "shall"}


@dataclass(frozen=True, slots=True)
class Words:
    """The words and punctuation marks of a text: lower-cased, with their offsets in the text."""

    texts: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.texts)


def split_words(text: str) -> Words:
    """Split a text into words, contractions and possessives undone, in linear time."""
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _WORD.finditer(text):
        for word in (DASH,) if match["dash"] else _plain(match.group().lower()):
            texts.append(word)
            starts.append(match.start())
            ends.append(match.end())
    return Words(tuple(texts), tuple(starts), tuple(ends))


def _plain(word: str) -> tuple[str, ...]:
    if word == "cannot":
        return "can", "not"
    if word in _LOST_APOSTROPHE or word.endswith(("n't", "n’t")):
        stem = word.replace("’", "").replace("'", "").removesuffix("nt")
        return _STEMS.get(stem, stem), "not"
    return (word,) if word.isalpha() else (re.split(r"['’]", word, maxsplit=1)[0] or word,)


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A cue in a sentence: it covers the words `first` up to but without `last`."""

    first: int
    last: int
    value: T


class PhraseTable(Generic[T]):
    """Finds phrases in words; where several start at a word the longest counts.

    Args:
        entries: phrase and value; the first value given for a phrase stays.
    """

    __slots__ = ("_lengths", "_values")

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._values: dict[tuple[str, ...], T] = {}
        lengths: dict[str, set[int]] = {}
        for phrase, value in entries:
            for words in expand(phrase):
                self._values.setdefault(words, value)
                lengths.setdefault(words[0], set()).add(len(words))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def find(self, words: Words) -> list[Found[T]]:
        """All phrases in the words, from left to right, without overlap."""
        found: list[Found[T]] = []
        position = 0
        while position < len(words):
            match = self._match(words.texts, position)
            if match is not None:
                found.append(match)
            position = position + 1 if match is None else match.last
        return found

    def _match(self, texts: Sequence[str], position: int) -> Found[T] | None:
        for length in self._lengths.get(texts[position], ()):
            value = self._values.get(tuple(texts[position : position + length]))
            if value is not None:
                return Found(position, position + length, value)
        return None


def expand(phrase: str) -> tuple[tuple[str, ...], ...]:
    """Every word sequence that a phrase stands for.

    >>> expand("not usually? needed|required")[:2]
    (('not', 'usually', 'needed'), ('not', 'usually', 'required'))
    """
    choices = [_choices(slot) for slot in phrase.split()]
    sequences = (tuple(word for word in words if word) for words in product(*choices))
    return tuple(words for words in sequences if words)


def _choices(slot: str) -> tuple[str, ...]:
    words = tuple(slot.removesuffix("?").split("|"))
    return (*words, "") if slot.endswith("?") else words
