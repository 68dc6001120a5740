"""What two words are to each other, whatever stands around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from operator import eq, itemgetter
from typing import NamedTuple

from jellyfish import metaphone

from pipeline.correct.confusions import confusion_prior
from pipeline.correct.language import Language
from pipeline.correct.near import common_start
from pipeline.correct.wording.neighbours import Neighbour, bones
from pipeline.vocabulary import word_key

_ENDINGS = frozenset({
    "", "s", "es", "ed", "d", "ing", "ly", "y", "er", "ers", "or", "ic", "al", "e", "ies", "ied", "ion",
    "ions", "n", "t", "en", "est", "ive", "ally", "able", "ity", "ment", "ness", "ful", "ings",
})  # fmt: skip
_OTHER_WORDS = frozenset(map(frozenset, (("", "e"), ("e", "y"))))
"""Endings that look like those of forms but mostly make other words: scar and scare, early and earle."""
_SMALL = frozenset({
    "a", "an", "the", "in", "on", "of", "or", "and", "to", "is", "are", "for", "that", "which", "when",
    "such", "with", "as", "at", "by", "it", "who", "from", "can", "may", "has", "be",
})  # fmt: skip
"""Words that run into the next where a dash or a space is lost."""
_LEAST_PART = 4
_DOUBLED = re.compile(r"(.)\1")
_LONG_ENOUGH = 12


@lru_cache(maxsize=50_000)
def _likenesses(word: str) -> tuple[str | list[str], ...]:
    """What two words may have in common although they differ: bones, sound, letters, all but doubled ones."""
    return bones(word), metaphone(word), sorted(word), _DOUBLED.sub(itemgetter(1), word)


class Shape(NamedTuple):
    """What is told by one look at two words; the names are those of features."""

    far: bool
    farther: bool
    first_letter: bool
    last_letter: bool
    longer: bool
    shorter: bool
    length: int
    contained: bool
    apart: float
    confused: float


def shape_of(before: str, after: str, distance: int) -> Shape:
    """How a word becomes another that is so many letters away; both are in lower case."""
    length, other = len(before), len(after)
    return Shape(
        distance == 2,
        distance > 2,
        before[0] != after[0],
        before[-1] != after[-1],
        other > length,
        other < length,
        min(length, _LONG_ENOUGH),
        before in after or after in before,
        distance / max(length, other),
        confusion_prior(before, after),
    )


@lru_cache(maxsize=100_000)
def pair_features(before: str, after: Neighbour, language: Language) -> Sequence[float]:
    """How a word becomes another, how common and how medical both are: what `PAIR_FEATURES` names."""
    word = after.word
    its = shape_of(before, word, after.distance)
    return (
        its.far, its.farther, its.first_letter, its.last_letter,
        *map(eq, _likenesses(before), _likenesses(word)),
        its.longer, its.shorter,
        is_inflected(before, word),
        common_start(before, word) / max(len(before), len(word)),
        its.contained, its.length,
        language.zipf(before),
        language.zipf(word),
        is_of_terms(before, language),
        is_of_terms(word, language),
        its.apart, its.confused,
    )  # fmt: skip


def parts_run_together(word: str, language: Language) -> frozenset[str]:
    """Keys of known words that make up a lower-case word with a small one: "glanda", "adisorder"."""
    cuts = range(_LEAST_PART, len(word))
    parts = {word[:cut] for cut in cuts if word[cut:] in _SMALL}
    parts |= {word[-cut:] for cut in cuts if word[:-cut] in _SMALL}
    return frozenset(word_key(part) for part in parts if language.knows(part))


def is_inflected(one: str, other: str) -> bool:
    """Whether two lower-case words look like forms of one: treat, treated, treatment."""
    start = common_start(one, other)
    if start < max(3, min(len(one), len(other)) - 3):
        return word_key(one) == word_key(other)
    return one[start:] in _ENDINGS and other[start:] in _ENDINGS


def is_other_form(one: str, other: str) -> bool:
    """Whether two lower-case words are forms of one that only grammar tells apart: not scar and scare."""
    start = common_start(one, other)
    return is_inflected(one, other) and frozenset((one[start:], other[start:])) not in _OTHER_WORDS


def is_of_terms(word: str, language: Language) -> bool:
    """Whether a lower-case word, in this number or another, stands in some term."""
    return word in language.term_words or word_key(word) in language.term_words
