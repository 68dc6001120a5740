"""What two words are to each other, whatever stands around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from operator import eq, itemgetter

from jellyfish import metaphone

from pipeline.correct.language import Language
from pipeline.correct.near import common_start
from pipeline.correct.wording.neighbours import bones
from pipeline.vocabulary import word_key

_ENDINGS = frozenset({
    "", "s", "es", "ed", "d", "ing", "ly", "y", "er", "ers", "or", "ic", "al", "e", "ies", "ied", "ion",
    "ions", "n", "t", "en", "est", "ive", "ally", "able", "ity", "ment", "ness", "ful", "ings",
})  # fmt: skip
_OTHER_WORDS = frozenset(map(frozenset, (("", "e"), ("e", "y"), ("e", "d"))))
"""Endings that look like those of forms but mostly make other words: scar and scare, early and earle."""
_FORMLESS = frozenset({"the", "then", "they", "than", "that"})
"""Words that have no forms, whatever they look like."""
_PASTS = {
    "bent": "bend", "built": "build", "burnt": "burn", "dealt": "deal", "dreamt": "dream", "leant": "lean",
    "leapt": "leap", "learnt": "learn", "lent": "lend", "lost": "lose", "meant": "mean", "sent": "send",
    "spelt": "spell", "spent": "spend", "spilt": "spill", "spoilt": "spoil",
}  # fmt: skip
"""Pasts in -t, and their verbs; elsewhere a last t makes another word: pain and paint, died and diet."""
_SMALL = frozenset({
    "a", "an", "the", "in", "on", "of", "or", "and", "to", "is", "are", "for", "that", "which", "when",
    "such", "with", "as", "at", "by", "it", "who", "from", "can", "may", "has", "be",
})  # fmt: skip
"""Words that run into the next where a dash or a space is lost."""
_LEAST_PART = 3
"""Letters of the other word: "eatat"."""
_DOUBLED = re.compile(r"(.)\1")


@lru_cache(maxsize=50_000)
def _likenesses(word: str) -> tuple[str | list[str], ...]:
    """What two words may have in common although they differ: bones, sound, letters, all but doubled ones."""
    return bones(word), metaphone(word), sorted(word), _DOUBLED.sub(itemgetter(1), word)


@lru_cache(maxsize=100_000)
def likeness(before: str, after: str) -> Sequence[float]:
    """How like a word another is: same bones, sound, letters, and all but doubled ones; a form; its start."""
    return (
        *map(eq, _likenesses(before), _likenesses(after)),
        is_inflected(before, after),
        common_start(before, after) / max(len(before), len(after)),
    )


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
    if _is_past(one, other) or _is_past(other, one):
        return True
    start = common_start(one, other)
    endings = frozenset((one[start:], other[start:]))
    if "t" in endings or endings in _OTHER_WORDS or not _FORMLESS.isdisjoint((one, other)):
        return False
    return is_inflected(one, other)


def _is_past(one: str, other: str) -> bool:
    """Whether a word is a past in -t of which the other is the verb, in the present: lost, losing."""
    verb = _PASTS.get(one)
    return verb is not None and other in (verb, f"{verb}s", f"{verb.removesuffix('e')}ing")


def is_of_terms(word: str, language: Language) -> bool:
    """Whether a lower-case word, in this number or another, stands in some term."""
    return word in language.term_words or word_key(word) in language.term_words
