"""Words that a slip turns into one another: a letter away, of the same consonants, or nearly so.

The consonants of a word in order, sounds alike as one letter, are its bones. Words with equal bones, or bones
of which one letter differs, are found through an index of all bones with any one letter left out (symmetric
deletion); vowels cost nothing, so that "struggels" and "emmediatly" are near what was meant.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache
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
        self._zipf = words
        self._others = others
        self._by_bones: defaultdict[str, list[str]] = defaultdict(list)
        # By all bones; and by the first letter, a capital so that keys differ, and bones less one.
        for word in words:
            skeleton = bones(word)
            self._by_bones[skeleton].append(word)
            for part in _parts(skeleton):
                self._by_bones[word[0].upper() + part].append(word)
        self.of = lru_cache(maxsize=50_000)(self._of)

    def _of(self, word: str, is_known: bool) -> tuple[Neighbour, ...]:
        """The neighbours of a lower-case word: a letter away, or near by consonants that begin alike."""
        zipf = self._zipf
        found = {
            other: 1
            for other in one_slip_away(word)
            if other in zipf or (not is_known and other in self._others)
        }
        skeleton, size = bones(word), len(word)
        for key in (skeleton, *(word[0].upper() + part for part in _parts(skeleton))):
            for other in self._by_bones.get(key, ()):
                if other not in found and abs(len(other) - size) <= _FARTHEST[max(len(other), size)]:
                    found[other] = damerau_levenshtein_distance(word, other)
        found.pop(word, None)
        near = [
            Neighbour(other, far) for other, far in found.items() if far <= _FARTHEST[max(len(other), size)]
        ]
        near.sort(key=lambda pair: (pair.distance - zipf.get(pair.word, 0.0) / 2, pair.word))
        return tuple(near[: _MOST_OF_KNOWN if is_known else _MOST])


def bones(word: str) -> str:
    """The consonants of a lower-case word, sounds alike as one letter, doubled ones once."""
    for letters, sound in _DIGRAPHS:
        if letters in word:
            word = word.replace(letters, sound)
    return _DOUBLED.sub(r"\1", word.translate(_SOUNDS))


def one_slip_away(word: str) -> set[str]:
    """All words at Damerau-Levenshtein distance one from a lower-case word."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    slips = {left + right[1:] for left, right in cuts if right}
    slips |= {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    slips |= {left + letter + right[1:] for left, right in cuts if right for letter in ascii_lowercase}
    slips |= {left + letter + right for left, right in cuts for letter in ascii_lowercase}
    return slips - {word}


def is_wordlike(word: str) -> bool:
    """Whether slips of a word are looked for: plain letters, neither few nor very many."""
    return SHORTEST <= len(word) <= LONGEST and word.isascii() and word.isalpha()


def _parts(skeleton: str) -> Iterator[str]:
    """Bones, and the same with one letter left out."""
    yield skeleton
    if len(skeleton) > 2:
        yield from dict.fromkeys(skeleton[:place] + skeleton[place + 1 :] for place in range(len(skeleton)))
