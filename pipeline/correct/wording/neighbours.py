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
    Numbers,
    Spelling,
    is_first,
    letters_of,
    slips_of,
    spelt,
)

_SOUNDS = str.maketrans("cqzjv", "kksgf", "aeiouywh'")
_DIGRAPHS = (("ph", "f"), ("gh", ""), ("sch", "sk"), ("x", "ks"), ("dg", "g"))
_DOUBLED = tuple((2 * sound, sound) for sound in "bdfgklmnprst")
SHORTEST, LONGEST = 3, 30
"""Letters of the words that slips are looked for in, and for."""
_WORDLIKE = re.compile(rf"^[A-Za-z]{{{SHORTEST},{LONGEST}}}$", re.MULTILINE)
_PLAIN = re.compile(rf"^[A-Za-z]{{1,{LONGEST + 1}}}$", re.MULTILINE)
_FARTHEST = np.array((0, 1, 1, 1, 2, 2, 3, 3, *(4 for _ in range(LONGEST))))
"""The greatest distance at which words are neighbours, by the letters of the longer one."""
_BEFORE_A = np.uint64(ord("a") - 1)
_MOST, _MOST_OF_KNOWN = 40, 20
"""Neighbours of a word that are looked at, the nearest and commonest; those of a word of the language."""
_AT_ONCE = 256
"""Words that are looked up together, so that many take no more memory than some."""
_FIRST, _ANY_FIRST = np.array((0xC2B2AE3D27D4EB4F, 0xBDA6D7B4F9C6E5B1), np.uint64)
"""What tells keys with a first letter from one another, and from those with any."""
_ONE, _LETTERS, _TWICE = np.array((1, 32, 2 ** len(ascii_lowercase)), np.uint64)
"""What makes numbers of a word and a letter, and the bit of a letter that comes again of its own."""


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
        own, others_sorted = list(words), sorted(_lines(_PLAIN, others - words.keys()))
        self.all = [*own, *others_sorted]
        """All words that are looked for; what is told of a word by number is told by its place here."""
        self.numbers = dict(zip(self.all, range(len(self.all)), strict=True))
        spelling = spelt(own)
        hashes = np.concatenate((spelling.whole(), spelt(others_sorted).whole()))
        self._slips = HashIndex(hashes, np.arange(len(hashes)))
        self._commonness = np.array(list(words.values())) / 2
        self.lengths = spelling.ends - spelling.starts
        """Of `words`."""
        self._signs = _signs(spelling)
        self.letters = (self._signs % _TWICE).astype(np.uint32)
        """Of `words`: which letters from a to z each has, as bits."""
        self.firsts = (spelling.letters[spelling.starts] + _BEFORE_A).astype(np.uint8)
        """Of `words`: the first letter of each, in ASCII."""
        keys = _keys(own, spelling)
        self._alike = HashIndex(keys.hashes, keys.owners)

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
        zipf, close, alike = self.words, self._close(words, are_known), self._alike_ranked(words)
        for word, is_known, one_away, ranked in zip(words, are_known, close, alike, strict=True):
            near = sorted((1 - zipf.get(other, 0.0) / 2, other, 1) for other in one_away)
            most = _MOST_OF_KNOWN if is_known else _MOST
            self._add_farther(near, word, (one for one in ranked if one[1] not in one_away), most)
            yield tuple(Neighbour(other, distance) for _, other, distance in near[:most])

    def _close(self, words: Sequence[str], are_known: Sequence[bool]) -> list[set[str]]:
        """What is one slip away from each word."""
        close: list[set[str]] = [set() for _ in are_known]
        pairs = self._slips.find(slips_of(letters_of(words)))
        for asked, found in zip(pairs.asked.tolist(), pairs.found.tolist(), strict=True):
            if found < len(self.words) or not are_known[asked]:
                close[asked].add(self.all[found])
        return close

    def _alike_ranked(self, words: Sequence[str]) -> Iterator[list[Ranked]]:
        """Words of like bones for each word: how near each is at best, the word, its greatest distance.

        At distance one is none that `_close` does not find. Many of the others have too few letters in
        common to be near, which is told for all of them at once.
        """
        spelling = spelt(words)
        sought = _keys(words, spelling)
        pairs = self._alike.find(sought.hashes[:, None])
        keys = np.sort(sought.owners[pairs.asked] * len(self.words) + pairs.found)
        asked, found = np.divmod(keys[is_first(keys)], max(len(self.words), 1))
        lengths, signs = (spelling.ends - spelling.starts)[asked], _signs(spelling)[asked]
        other_signs, other_lengths = self._signs[found], self.lengths[found]
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


def _signs(spelling: Spelling) -> Hashes:
    """Which letters a word has once, and which twice, as bits: shape (words,).

    As many as two words do not have in common, at least so many letters apart are they.
    """
    letters = np.sort(spelling.owners.astype(np.uint64) * _LETTERS + spelling.letters)
    bits = np.left_shift(_ONE, letters % _LETTERS - _ONE)
    bits[~is_first(letters)] *= _TWICE
    return np.bitwise_or.reduceat(bits, spelling.starts)


class _Keys(NamedTuple):
    """Under what words of like bones are found; arrays of the shape (keys,)."""

    hashes: Hashes
    owners: Numbers
    """The number of the word that each key belongs to."""


def _keys(words: Iterable[str], spelling: Spelling) -> _Keys:
    """All bones of each word; its first letter, and all bones or all but one.

    Args:
        words: in lower case.
        spelling: of the words.
    """
    count = len(spelling.starts)
    rest = spelt(bones("\n".join(words)).split("\n")[:count])
    whole, first = rest.whole(), spelling.letters[spelling.starts] * _FIRST
    (parts,) = (rest.ends - rest.starts > 2)[rest.owners].nonzero()
    owners = rest.owners[parts]
    numbers = np.arange(count)
    return _Keys(
        np.concatenate((whole + _ANY_FIRST, whole + first, rest.less_one()[parts] + first[owners])),
        np.concatenate((numbers, numbers, owners)),
    )


def bones(word: str) -> str:
    """The consonants of a lower-case word, or of one a line: sounds alike as one letter, doubles once."""
    for letters, sound in _DIGRAPHS:
        if letters in word:
            word = word.replace(letters, sound)
    word = word.translate(_SOUNDS)
    for twice, sound in _DOUBLED:  # a pattern that tells its match anew takes ten times as long
        while twice in word:
            word = word.replace(twice, sound)
    return word


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
