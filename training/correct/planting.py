"""Errors planted into sound text, by the ways in which people and machines go wrong.

A word is mistyped (a letter lost, doubled, swapped, hit beside), spelt by its sound, or put for another: one
a letter away, one of like consonants, as dictation and careless completion do, one that begins alike and has
roughly its shape, or one that it is commonly confused with. All but the last two kinds come from the same
index that the corrector looks into, so that what it cannot find is not planted: what it misses for that
reason is for other texts to show.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from random import Random

from jellyfish import damerau_levenshtein_distance

from pipeline.correct import Language
from pipeline.correct.confusions import load_confusions
from pipeline.correct.near import is_variant
from pipeline.correct.wording.neighbours import Neighbours
from pipeline.vocabulary import word_key

RATE = 1 / 100
"""Share of the words that are drawn; as many stay as they are, because nothing fitting is found."""
_WORD = re.compile(r"(?<![\w'’.@/-])[A-Za-z]?[a-z]{2,30}(?![\w'’@/-]|\.\w)")
_COMMON, _SPARED = 6.2, 0.8
"""Zipf frequency from which a word is spared so often: its slips are few beside its uses."""
_LEAST_ZIPF = 2.7
"""Of words put for others."""
_CONFUSED = 0.25
"""Share of the wrong words for a word commonly confused with others that are one of these."""
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {
    letter: row[max(0, place - 1) : place] + row[place + 1 : place + 2]
    for row in _ROWS
    for place, letter in enumerate(row)
}
_SOUNDS = (
    ("ie", "ei"), ("ei", "ie"), ("ph", "f"), ("f", "ph"), ("c", "k"), ("k", "c"), ("c", "s"), ("s", "c"),
    ("tion", "sion"), ("sion", "tion"), ("ance", "ence"), ("ence", "ance"), ("able", "ible"),
    ("ible", "able"), ("ant", "ent"), ("ent", "ant"), ("y", "i"), ("i", "y"), ("ea", "ee"), ("ee", "ea"),
    ("rh", "r"), ("ch", "k"), ("x", "ks"), ("gh", ""), ("mb", "m"), ("kn", "n"), ("igh", "i"),
    ("que", "k"), ("sc", "s"), ("ps", "s"), ("z", "s"), ("s", "z"), ("g", "j"), ("er", "or"),
    ("or", "er"), ("al", "el"), ("le", "el"), ("ough", "uf"),
)  # fmt: skip
_VOWELS = "aeiou"
_TRIED, _APART = 400, 0.6
"""Words that are tried, and their greatest distance as a share of the longer word's letters."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A text with errors in it."""

    text: str
    errors: Mapping[int, tuple[str, str]]
    """By where it starts: a wrong word and the right one, as they are written; in order."""
    shifts: Sequence[tuple[int, int]]
    """Where each starts, and by how much what follows it has moved."""

    def source_of(self, start: int) -> int:
        """Where in the source stands what starts at a place of the text, or the right word for it."""
        place = bisect_left(self.shifts, start, key=itemgetter(0))
        return start - (self.shifts[place - 1][1] if place else 0)


def plant(text: str, language: Language, chance: Random, *, rate: float = RATE) -> Planted:
    """Put errors into a text.

    Args:
        text: sound, or nearly.
        language: gives the words that are put for others.
        chance: decides on place and kind.
        rate: see `RATE`.
    """
    parts, errors, shifts, position, shift = [], {}, [], 0, 0
    for match in _WORD.finditer(text):
        if chance.random() >= rate:
            continue
        wrong = _wrong(match.group(), language, chance)
        if wrong is not None:
            parts += [text[position : match.start()], wrong]
            position = match.end()
            errors[match.start() + shift] = (wrong, match.group())
            shift += len(wrong) - len(match.group())
            shifts.append((next(reversed(errors)), shift))
    return Planted("".join(parts) + text[position:], errors, shifts)


def _wrong(word: str, language: Language, chance: Random) -> str | None:
    """What a word becomes; None where nothing fitting is found."""
    right = word.lower()
    if not language.knows(right) or (language.zipf(right) > _COMMON and chance.random() < _SPARED):
        return None
    is_confused = right in load_confusions() and chance.random() < _CONFUSED
    way = _confused if is_confused else chance.choices(_WAYS, _SHARES)[0]
    wrong = way(right, language, chance)
    if wrong is None or len(wrong) < 3 or word_key(wrong) == word_key(right):
        return None
    if is_variant(wrong, right, is_known=language.knows(wrong)):
        return None
    return wrong.capitalize() if word[0].isupper() else wrong


def _mistyped(word: str, language: Language, chance: Random) -> str | None:
    place = chance.randrange(len(word))
    letter, ahead = word[place], word[place + 1 : place + 2]
    return chance.choice((
        word[:place] + word[place + 1 :],
        word[:place] + ahead + letter + word[place + 2 :],
        word[:place] + chance.choice(_BESIDE[letter]) + word[place + 1 :],
        word[:place] + letter + word[place:],
        word[:place] + chance.choice(_BESIDE[letter]) + word[place:],
        _other_vowel(word, chance) or word,
    ))  # fmt: skip


def _misheard(word: str, language: Language, chance: Random) -> str | None:
    """Spelt by its sound, often in two places."""
    for _ in range(chance.choice((1, 2, 2))):
        fitting = [pair for pair in _SOUNDS if pair[0] in word]
        if fitting and chance.random() < 0.6:
            word = word.replace(*chance.choice(fitting), 1)
        else:
            word = _other_vowel(word, chance) or word
    return word


def _other_vowel(word: str, chance: Random) -> str | None:
    places = [place for place, letter in enumerate(word) if letter in _VOWELS]
    if not places:
        return None
    place = chance.choice(places)
    return word[:place] + chance.choice(_VOWELS) + word[place + 1 :]


def _one_letter_away(word: str, language: Language, chance: Random) -> str | None:
    return _other_word(word, language, chance, is_near=True)


def _of_like_consonants(word: str, language: Language, chance: Random) -> str | None:
    return _other_word(word, language, chance, is_near=False)


def _of_like_shape(word: str, language: Language, chance: Random) -> str | None:
    """A word that begins alike and is no more than roughly like it: "thread" for thyroid."""
    others = _by_first_letter(language.neighbours)[word[0]]
    for other in chance.sample(others, min(len(others), _TRIED)):
        if other != word and damerau_levenshtein_distance(word, other) <= _APART * max(len(word), len(other)):
            return other
    return None


@lru_cache(maxsize=1)
def _by_first_letter(neighbours: Neighbours) -> Mapping[str, Sequence[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word, zipf in neighbours.words.items():
        if zipf >= _LEAST_ZIPF:
            found[word[0]].append(word)
    return found


def _other_word(word: str, language: Language, chance: Random, *, is_near: bool) -> str | None:
    others = [
        near.word
        for near in language.neighbours.of(word, True)
        if (near.distance == 1) == is_near and language.zipf(near.word) >= _LEAST_ZIPF
    ]
    return chance.choice(others) if others else None


def _confused(word: str, language: Language, chance: Random) -> str | None:
    """One of the words that it is commonly confused with."""
    others = [other for other in load_confusions().get(word, ()) if other in language.neighbours.words]
    return chance.choice(others) if others else None


_WAYS: tuple[Callable[[str, Language, Random], str | None], ...] = (
    _mistyped, _misheard, _one_letter_away, _of_like_consonants, _of_like_shape,
)  # fmt: skip
_SHARES = (0.35, 0.15, 0.2, 0.15, 0.15)
