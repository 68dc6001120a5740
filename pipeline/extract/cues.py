"""Cue phrases and the words of a sentence: what the context and relation rules match with.

A phrase is written as its words in lower case. A word may list alternatives (`is|are`); a list that ends in
`?` may be left out (`not usually|always? needed`). Contractions count as two words (`isn't` is `is not`), and
so do their spellings with a lost apostrophe (`dont`). A dash or bullet between spaces, as before the members
of a flattened list, is `–`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, chain, product
from typing import Generic, TypeVar

import msgspec

from pipeline.vocabulary.remembered import Remembered

T = TypeVar("T")

DASH = "–"
_WORD = re.compile(r"(\w{1,100}(?:['’]\w{1,3}\b)?|[^\w\s])")
_DASHES = frozenset("-–—•")
_ROUGH = re.compile(r"\w{1,100}")
LOST_APOSTROPHE = frozenset({
    "arent", "cant", "couldnt", "didnt", "doesnt", "dont", "hadnt", "hasnt", "havent", "isnt", "shouldnt",
    "wasnt", "werent", "wont", "wouldnt",
})  # fmt: skip
_SHORT = 2_000
"""Most characters of a text whose words are remembered; bounds the memory."""
STEMS = {"ca": "can", "wo": "will", "sha": "shall"}


class Words(msgspec.Struct, frozen=True, dict=True):
    """The words and punctuation marks of a text, lower-cased; their places are worked out when asked for."""

    texts: tuple[str, ...]
    pieces: Sequence[str]
    """The text, parted into white space (even places) and words and marks as written (odd places)."""

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Half-open offsets in the text; the words of a contraction share its offsets."""
        return self._of_words(tuple(accumulate(map(len, self.pieces)))[:-1:2])

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """As `starts`."""
        return self._of_words(tuple(accumulate(map(len, self.pieces)))[1::2])

    def _of_words(self, told: tuple[int, ...]) -> tuple[int, ...]:
        """What is told of each word as written, for the words that it counts as."""
        if len(told) == len(self.texts):
            return told
        pairs = zip(told, self.pieces[1::2], strict=True)
        return tuple(value for value, written in pairs for _ in _PLAIN[written])

    def __len__(self) -> int:
        return len(self.texts)


def split_words(text: str) -> Words:
    """Split a text into words, contractions and possessives undone, in linear time."""
    return _split_short(text) if len(text) <= _SHORT else _split(text)


def _split(text: str) -> Words:
    pieces = _WORD.split(text)
    written = pieces[1::2]
    plain = [_PLAIN[word] for word in written]
    if not _DASHES.isdisjoint(written):
        last = len(written) - 1
        for index, word in enumerate(written):
            is_apart = (index == 0 or pieces[2 * index]) and (index == last or pieces[2 * index + 2])
            if word in _DASHES and is_apart:
                plain[index] = (DASH,)
    return Words(tuple(chain.from_iterable(plain)), pieces)


_split_short = lru_cache(maxsize=256)(_split)
"""The context of mentions and their relations are read from the same sentences."""


def rough_words(text: str) -> list[str]:
    """At least the words of `split_words`, except those that contractions count as: a fast look at a text."""
    return _ROUGH.findall(text.lower())


def _plain(written: str) -> tuple[str, ...]:
    word = written.lower()
    if word == "cannot":
        return "can", "not"
    if word in LOST_APOSTROPHE or word.endswith(("n't", "n’t")):
        stem = word.replace("’", "").replace("'", "").removesuffix("nt")
        return STEMS.get(stem, stem), "not"
    return (word,) if word.isalpha() else (re.split(r"['’]", word, maxsplit=1)[0] or word,)


_PLAIN = Remembered(_plain)


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
        end = 0
        for position, text in enumerate(words.texts):
            if position >= end and text in self._lengths:
                match = self._match(words.texts, position)
                if match is not None:
                    found.append(match)
                    end = match.last
        return found

    def _match(self, texts: Sequence[str], position: int) -> Found[T] | None:
        for length in self._lengths[texts[position]]:
            words = tuple(texts[position : position + length])
            value = self._values.get(words)
            if value is not None:
                return Found(position, position + len(words), value)
        return None

    def phrases(self, is_wanted: Callable[[T], bool] = bool) -> list[tuple[str, ...]]:
        """The words of the phrases whose value is wanted."""
        return [words for words, value in self._values.items() if is_wanted(value)]


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
