"""Words that a slip turns into one another: a letter away, of the same consonants, or nearly so.

The consonants of a word in order, sounds alike as one letter, are its bones. Words with equal bones, or bones
of which one letter differs, are found through an index of all bones with any one letter left out (symmetric
deletion); vowels cost nothing, so that "struggels" and "emmediatly" are near what was meant.
"""

from __future__ import annotations

import re
from bisect import insort
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from string import ascii_lowercase
from typing import NamedTuple

from jellyfish import damerau_levenshtein_distance

_SOUNDS = str.maketrans("cqzjv", "kksgf", "aeiouywh'")
_DIGRAPHS = (("ph", "f"), ("gh", ""), ("sch", "sk"), ("x", "ks"), ("dg", "g"))
_DOUBLED = re.compile(r"(.)\1+")
SHORTEST, LONGEST = 3, 30
"""Letters of the words that slips are looked for in, and for."""
_FARTHEST = (0, 1, 1, 1, 2, 2, 3, 3, *(4 for _ in range(LONGEST)))
"""The greatest distance at which words are neighbours, by the letters of the longer one."""
_MOST, _MOST_OF_KNOWN = 40, 20
"""Neighbours of a word that are looked at, the nearest and commonest; those of a word of the language."""


class Neighbour(NamedTuple):
    """A word that may be meant, and its Damerau-Levenshtein distance."""

    word: str
    distance: int


class Neighbours:
    """The words that may be meant, found by what may have become of them."""

    def __init__(self, words: Mapping[str, float], others: Set[str] = frozenset()) -> None:
        """Index some words.

        Args:
            words: those that may be meant, and how common each is as a Zipf frequency.
            others: words that are looked for a letter away only.
        """
        self.words = words
        self._others = others
        self._by_bones: defaultdict[str, list[str]] = defaultdict(list)
        # By all bones; and by the first letter, a capital so that keys differ, and bones less one.
        for word, skeleton in zip(words, bones("\n".join(words)).split("\n"), strict=False):
            self._by_bones[skeleton].append(word)
            first = word[0].upper()
            for part in _parts(skeleton):
                self._by_bones[first + part].append(word)

    def of(self, word: str, is_known: bool) -> tuple[Neighbour, ...]:
        """The neighbours of a lower-case word: a letter away, or near by consonants that begin alike.

        Args:
            word: any word, see `is_wordlike`.
            is_known: to the language; such a word has fewer, and none of the others.
        """
        zipf, slips = self.words, one_slip_away(word)
        close = slips & zipf.keys() if is_known else slips & zipf.keys() | slips & self._others
        near = sorted((1 - zipf.get(other, 0.0) / 2, other, 1) for other in close)
        self._add_farther(near, word, close, most := _MOST_OF_KNOWN if is_known else _MOST)
        return tuple(Neighbour(other, distance) for _, other, distance in near[:most])

    def _add_farther(self, near: list[tuple[float, str, int]], word: str, close: Set[str], most: int) -> None:
        """Sort words of like bones in, the commonest first, until none can be among the `most` nearest."""
        zipf, skeleton, size = self.words, bones(word), len(word)
        keys = (skeleton, *(word[0].upper() + part for part in _parts(skeleton)))
        alike = set().union(*(self._by_bones.get(key, ()) for key in keys)) - close - {word}
        for other in sorted(alike, key=zipf.__getitem__, reverse=True):
            commonness = zipf[other] / 2
            if len(near) >= most and 2 - commonness > near[most - 1][0]:
                break
            farthest = _FARTHEST[max(len(other), size)]
            if abs(len(other) - size) <= farthest:
                distance = damerau_levenshtein_distance(word, other)
                if distance <= farthest:
                    insort(near, (distance - commonness, other, distance))


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


def _parts(skeleton: str) -> Iterator[str]:
    """Bones, and the same with one letter left out."""
    yield skeleton
    if len(skeleton) > 2:
        yield from dict.fromkeys(skeleton[:place] + skeleton[place + 1 :] for place in range(len(skeleton)))
