"""Words that a slip turns into one another: a letter away, of the same consonants, or nearly so.

The consonants of a word in order, sounds alike as one letter, are its bones. Words with equal bones, or bones
of which one letter differs, are found through an index of all bones with any one letter left out (symmetric
deletion); vowels cost nothing, so that "struggels" and "emmediatly" are near what was meant.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import pairwise
from math import inf
from string import ascii_lowercase
from typing import NamedTuple

import numpy as np
from jellyfish import damerau_levenshtein_distance

from pipeline.correct.wording.slips import (
    Hashes,
    HashIndex,
    beginnings,
    is_first,
    less_one,
    letters_of,
    slips_of,
    whole,
)

_SOUNDS = str.maketrans("cqzjv", "kksgf", "aeiouywh'")
_DIGRAPHS = (("ph", "f"), ("gh", ""), ("sch", "sk"), ("x", "ks"), ("dg", "g"))
_DOUBLED = re.compile(r"(.)\1+")
SHORTEST, LONGEST = 3, 30
"""Letters of the words that slips are looked for in, and for."""
_WORDLIKE = re.compile(rf"^[A-Za-z]{{{SHORTEST},{LONGEST}}}$", re.MULTILINE)
_PLAIN = re.compile(rf"^[A-Za-z]{{1,{LONGEST + 1}}}$", re.MULTILINE)
_FARTHEST = np.array((0, 1, 1, 1, 2, 2, 3, 3, *(4 for _ in range(LONGEST))))
"""The greatest distance at which words are neighbours, by the letters of the longer one."""
_MOST, _MOST_OF_KNOWN = 40, 20
"""Neighbours of a word that are looked at, the nearest and commonest; those of a word of the language."""
_AT_ONCE = 256
"""Words that are looked up together, so that many take no more memory than some."""
_ONE, _FIRST, _ANY_FIRST = np.array((1, 0xC2B2AE3D27D4EB4F, 0xBDA6D7B4F9C6E5B1), np.uint64)
"""What tells keys with a first letter from one another, and from those with any."""


class Neighbour(NamedTuple):
    """A word that may be meant, and its Damerau-Levenshtein distance."""

    word: str
    distance: int


Ranked = tuple[float, str, int]
"""How far a word is, less for a common one; the word; a distance."""


class Neighbours:
    """The words that may be meant, found by what may have become of them."""

    def __init__(self, words: Mapping[str, float], others: Set[str] = frozenset()) -> None:
        """Index some words.

        Args:
            words: those that may be meant, and how common each is as a Zipf frequency.
            others: words that are looked for a letter away only.
        """
        self.words = words
        self.all = [*words, *sorted(_lines(_PLAIN, others - words.keys()))]
        """All words that are looked for; what is told of a word by number is told by its place here."""
        self.numbers = dict(zip(self.all, range(len(self.all)), strict=True))
        letters = letters_of(self.all)
        self._slips = HashIndex(whole(letters), np.arange(len(letters)))
        letters = letters[: len(words)]
        self._commonness = np.array([zipf / 2 for zipf in words.values()])
        self._lengths = np.count_nonzero(letters, axis=1)
        self._signs = _signs(letters)
        keys = _keys(words, letters)
        numbers, columns = np.nonzero(keys)
        self._alike = HashIndex(keys[numbers, columns], numbers)

    def of(self, word: str, is_known: bool) -> tuple[Neighbour, ...]:
        """The neighbours of a lower-case word, see `of_all`."""
        return self.of_all([word], [is_known])[0]

    def of_all(self, words: Sequence[str], are_known: Sequence[bool]) -> list[tuple[Neighbour, ...]]:
        """The neighbours of lower-case words: a letter away, or near by consonants that begin alike.

        Args:
            words: see `is_wordlike`.
            are_known: to the language; such words have fewer, and none of the others.
        """
        found: list[tuple[Neighbour, ...]] = []
        for start in range(0, len(words), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            found += self._of_all(words[part], are_known[part])
        return found

    def _of_all(self, words: Sequence[str], are_known: Sequence[bool]) -> Iterator[tuple[Neighbour, ...]]:
        letters, zipf = letters_of(words), self.words
        close, alike = self._close(letters, are_known), self._alike_ranked(words, letters)
        for word, is_known, one_away, ranked in zip(words, are_known, close, alike, strict=True):
            near = sorted((1 - zipf.get(other, 0.0) / 2, other, 1) for other in one_away)
            most = _MOST_OF_KNOWN if is_known else _MOST
            self._add_farther(near, word, (one for one in ranked if one[1] not in one_away), most)
            yield tuple(Neighbour(other, distance) for _, other, distance in near[:most])

    def _close(self, letters: Hashes, are_known: Sequence[bool]) -> list[set[str]]:
        """What is one slip away from each word."""
        close: list[set[str]] = [set() for _ in are_known]
        pairs = self._slips.find(slips_of(letters))
        for asked, found in zip(pairs.asked.tolist(), pairs.found.tolist(), strict=True):
            if found < len(self.words) or not are_known[asked]:
                close[asked].add(self.all[found])
        return close

    def _alike_ranked(self, words: Sequence[str], letters: Hashes) -> Iterator[list[Ranked]]:
        """Words of like bones for each word: how near each is at best, the word, its greatest distance.

        At distance one is none that `_close` does not find. Many of the others have too few letters in
        common to be near, which is told for all of them at once.
        """
        pairs = self._alike.find(_keys(words, letters))
        keys = np.sort(pairs.asked * len(self.words) + pairs.found)
        asked, found = np.divmod(keys[is_first(keys)], max(len(self.words), 1))
        lengths, signs = np.count_nonzero(letters, axis=1)[asked], _signs(letters)[asked]
        other_signs, other_lengths = self._signs[found], self._lengths[found]
        least = np.maximum(np.bitwise_count(signs & ~other_signs), np.bitwise_count(other_signs & ~signs))
        least = np.maximum(np.maximum(least, np.abs(lengths - other_lengths)), 2)
        farthest = _FARTHEST[np.maximum(lengths, other_lengths)]
        near = np.flatnonzero(least <= farthest)
        ranks = least[near] - self._commonness[found[near]]
        order = np.lexsort((ranks, asked[near]))
        near, ranks = near[order], ranks[order].tolist()
        others = map(self.all.__getitem__, found[near].tolist())
        ranked = list(zip(ranks, others, farthest[near].tolist(), strict=True))
        ends = asked[near].searchsorted(np.arange(len(words)), "right").tolist()
        return (ranked[start:end] for start, end in pairwise((0, *ends)))

    def _add_farther(self, near: list[Ranked], word: str, alike: Iterable[Ranked], most: int) -> None:
        """Sort words in, the likeliest first, until none can be among the `most` nearest."""
        worst = near[most - 1][0] if len(near) >= most else inf
        for best_rank, other, farthest in alike:
            if best_rank > worst:
                break
            distance = damerau_levenshtein_distance(word, other)
            if 0 < distance <= farthest:
                insort(near, (distance - self.words[other] / 2, other, distance))
                worst = near[most - 1][0] if len(near) >= most else inf


def _lines(pattern: re.Pattern[str], words: Iterable[str]) -> list[str]:
    """Those of many words that a pattern of whole lines fits, in their order."""
    return pattern.findall("\n".join(words))


def _signs(letters: Hashes) -> Hashes:
    """Which letters a word has once, and which twice, as bits: shape (words,).

    As many as two words do not have in common, at least so many letters apart are they.
    """
    once, twice = np.zeros((2, len(letters)), np.uint64)
    for bits in np.left_shift(_ONE, letters.T) & ~_ONE:  # the zeros behind a word are no letters
        twice |= once & bits
        once |= bits
    return np.asarray(once | twice << np.uint64(len(ascii_lowercase)))


def _keys(words: Iterable[str], letters: Hashes) -> Hashes:
    """Under what words of like bones are found: all bones; the first letter, and all bones or all but one.

    Args:
        words: in lower case.
        letters: of the words.

    Returns:
        Shape (words, keys), with zeros for none.
    """
    rows = letters_of(bones("\n".join(words)).split("\n")[: len(letters)])
    sums, lengths = beginnings(rows), np.count_nonzero(rows, axis=1)[:, None]
    whole, first = sums[:, -1:], letters[:, :1] * _FIRST
    is_part = (lengths > 2) & (np.arange(rows.shape[1]) < lengths)
    return np.hstack((whole + _ANY_FIRST, whole + first, np.where(is_part, less_one(sums) + first, 0)))


def bones(word: str) -> str:
    """The consonants of a lower-case word, or of one a line: sounds alike as one letter, doubles once."""
    for letters, sound in _DIGRAPHS:
        if letters in word:
            word = word.replace(letters, sound)
    return _DOUBLED.sub(r"\1", word.translate(_SOUNDS))


def one_slip_away(word: str) -> set[str]:
    """All words at Damerau-Levenshtein distance one from a lower-case word."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    less = [(left, right[1:]) for left, right in cuts[:-1]]
    slips = {left + letter + right for left, right in cuts + less for letter in ascii_lowercase}
    slips.update(left + right for left, right in less)
    slips.update(left + right[1] + right[0] + right[2:] for left, right in cuts[:-2])
    slips.discard(word)
    return slips


def is_wordlike(word: str) -> bool:
    """Whether slips of a word are looked for: plain letters, neither few nor very many."""
    return SHORTEST <= len(word) <= LONGEST and word.isascii() and word.isalpha()


def wordlike(words: Iterable[str]) -> list[str]:
    """Those of many words, in their order."""
    return _lines(_WORDLIKE, words)
