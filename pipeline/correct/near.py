"""How near two words are: in spelling, in sound, or in the skeleton of their consonants.

Plain edit distance is not enough: "factors" and "fractures" are three apart, but their consonants (fctrs,
frctrs) and their sounds (FKTRS, FRKTRS) only one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from jellyfish import damerau_levenshtein_distance, metaphone

_GREEK = (("ae", "e"), ("oe", "e"))
_VARIANTS = (("k", "c"), *_GREEK, ("ou", "o"), ("z", "s"), ("y", "i"), ("ph", "f"))
_LONGEST = 40
"""Longer words are compared with none: the distance is quadratic."""


@lru_cache(maxsize=100_000)
def nearness(one: str, other: str) -> str | None:
    """What two different lower-case words have nearly in common: spelling, sound, consonants; or None.

    Spelling: Damerau-Levenshtein distance of one, or of two from eight letters on. Sound: equal metaphone
    (Philips 1990) keys of three and more, at most three letters apart. Consonants: the same first letter,
    skeletons of four and more at most one apart, and sounds as near.
    """
    if one == other or max(len(one), len(other)) > _LONGEST or min(len(one), len(other)) < 4:
        return None
    if abs(len(one) - len(other)) > 3:
        return None
    distance = damerau_levenshtein_distance(one, other)
    if distance <= 1 + (min(len(one), len(other)) >= 8):
        return "spelling"
    sounds = metaphone(one), metaphone(other)
    if sounds[0] == sounds[1] and len(sounds[0]) >= 3 and distance <= 3:
        return "sound"
    bones = skeleton(one), skeleton(other)
    if one[0] != other[0] or min(map(len, bones)) < 4:
        return None
    near = damerau_levenshtein_distance(*bones) <= 1 and damerau_levenshtein_distance(*sounds) <= 1
    return "consonants" if near else None


def skeleton(word: str) -> str:
    """The consonants of a lower-case word in order, doubled ones once; each letter for itself."""
    bones: list[str] = []
    for letter in word:
        if letter not in "aeiouy" and bones[-1:] != [letter]:
            bones.append(letter)
    return "".join(bones)


def common_start(one: str, other: str) -> int:
    """How many letters two words have in common from the first."""
    for place, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return place
    return min(len(one), len(other))


def is_variant(one: str, other: str, *, is_known: bool = True) -> bool:
    """Whether two lower-case words are spellings of one: leuko-/leuco-, haem-/hem-, -ise/-ize.

    Args:
        one: a word.
        other: another.
        is_known: whether both are words of the language; else "erithema" may as well be a slip, and only the
            two spellings of Greek words that any text mixes count.
    """
    pairs = _VARIANTS if is_known else _GREEK
    return _folded(one, pairs) == _folded(other, pairs)


def _folded(word: str, pairs: Sequence[tuple[str, str]]) -> str:
    for letters, letter in pairs:
        word = word.replace(letters, letter)
    return word
