"""What the stages ask of all terms together.

It follows from the terms. To work it out takes most of a second, so that the vocabulary file has it ready.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from zlib import crc32

import msgspec
import numpy as np
from numpy.typing import NDArray

from pipeline.model import Concept, Label
from pipeline.vocabulary.normal import word_key

Rows = tuple[int, ...]
LABELS: tuple[Label, ...] = ("CONDITION", "SYMPTOM", "TREATMENT")
SIEVE = 1 << 20
"""Places of the sieve: of twenty pairs of words about one shares a place with a pair that begins a term."""
_MIXER = 2654435761
"""Knuth's multiplier: pairs of numbers are spread over the places of the sieve."""
_ARTICLES = frozenset({"a", "an", "the"})


ANY, FIRST, SECOND = 1, 2, 4
"""Which word of a phrase a word may be, as bits."""


class Phrases(msgspec.Struct, frozen=True):
    """The terms of two and three words, each word under its `word_key`, and their parts."""

    pairs: frozenset[str]
    triples: frozenset[str]
    openings: frozenset[str]
    """The first two words of those of three that are no term of two."""
    parts: dict[str, int]
    """Word -> which of them it may be, as bits."""


class TermIndex(msgspec.Struct, frozen=True):
    """What follows from the terms of a vocabulary."""

    longest: dict[str, int]
    """Most words of a normal form that begins with this key."""
    pairs: bytes
    """One bit a place of the sieve: whether two words that have it begin a normal form, see `places`."""
    heads: dict[str, tuple[int, ...]]
    """Key of a word -> how many normal forms of several words end with it, for each of `LABELS`."""
    members: dict[str, tuple[int, ...]]
    """Key of a word -> how many hold it before their end."""
    words: frozenset[str]
    """Lower-case words that stand in some surface form."""
    drugs: frozenset[str]
    """Surface forms of one word that name drugs; those of several words hold everyday words too."""
    phrases: Phrases


def index_of(terms: Mapping[str, Rows], keys: Mapping[str, Rows], concepts: Sequence[Concept]) -> TermIndex:
    """The index of a vocabulary.

    Args:
        terms: surface forms and their rows.
        keys: normal forms and their rows.
        concepts: those of all rows.
    """
    longest = _longest(keys)
    heads, members = _tallies(keys, [LABELS.index(concept.label) for concept in concepts])
    are_drugs = [concept.label == "TREATMENT" and concept.kind == "drug" for concept in concepts]
    words = frozenset(" ".join(terms).split(" "))
    drugs = frozenset(
        term for term, rows in terms.items() if " " not in term and any(map(are_drugs.__getitem__, rows))
    )
    return TermIndex(longest, _sieve(keys, longest), heads, members, words, drugs, _phrases(terms))


def number_of(key: str) -> int:
    """The number of a word of a pair; different words may share one, and none has 0."""
    return crc32(key.encode("utf-8", "surrogatepass")) % SIEVE or 1


def places(firsts: NDArray[np.int64], seconds: NDArray[np.int64]) -> NDArray[np.int64]:
    """Places in the sieve of pairs of words, by their numbers; pairs may share one."""
    return (firsts * _MIXER + seconds) % SIEVE


def _longest(keys: Mapping[str, Rows]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for key in keys:
        first, _, rest = key.partition(" ")
        if first in _ARTICLES and rest in keys:
            continue  # "the flu" is said of the flu
        n_words = key.count(" ") + 1
        if n_words > longest.get(first, 0):
            longest[first] = n_words
    return longest


def _sieve(keys: Iterable[str], longest: Mapping[str, int]) -> bytes:
    several = [key.split(" ", 2)[:2] for key in keys if " " in key]
    numbers = [(number_of(first), number_of(second)) for first, second in several if first in longest]
    bits = np.zeros(SIEVE, np.bool_)
    bits[places(*np.array(numbers, np.int64).reshape(-1, 2).T)] = True
    return np.packbits(bits).tobytes()


def _tallies(keys: Mapping[str, Rows], columns: Sequence[int]) -> tuple[dict[str, Rows], dict[str, Rows]]:
    heads: Counter[tuple[int, str]] = Counter()
    members: Counter[tuple[int, str]] = Counter()
    for key, rows in keys.items():
        *before, last = key.split(" ")
        if before:
            column = columns[rows[0]]
            heads[column, last] += 1
            members.update((column, word) for word in set(before))
    return _by_label(heads), _by_label(members)


def _by_label(counts: Mapping[tuple[int, str], int]) -> dict[str, Rows]:
    told: dict[str, list[int]] = {}
    for (column, word), count in counts.items():
        told.setdefault(word, [0] * len(LABELS))[column] = count
    return {word: tuple(by_label) for word, by_label in told.items()}


def _phrases(terms: Iterable[str]) -> Phrases:
    split = [term.split(" ") for term in terms if 1 <= term.count(" ") <= 2]
    keys = {tuple(map(word_key, words)) for words in split}
    parts: dict[str, int] = {}
    for words in keys:
        for word, part in zip(words, (ANY | FIRST, ANY | SECOND, ANY), strict=False):
            parts[word] = parts.get(word, 0) | part
    pairs = frozenset(" ".join(words) for words in keys if len(words) == 2)
    triples = frozenset(" ".join(words) for words in keys if len(words) == 3)
    openings = frozenset(" ".join(words[:2]) for words in keys) - pairs
    return Phrases(pairs, triples, openings, parts)
