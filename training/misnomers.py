"""Puts other words into medical terms that a page repeats: "stress factors" for stress fractures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random

import numpy as np

from pipeline.correct import Language
from pipeline.correct.detectors.phrases import Phrase, phrases_at
from pipeline.correct.inflection import like
from pipeline.correct.near import is_variant
from pipeline.correct.text import Text, Word
from pipeline.vocabulary import word_key
from training.slips import Spoilt, spoilt_at

MISNOMERS_A_PAGE = 2
_LEAST_ZIPF = 2.7
"""Of the words that are put into terms."""
_LEAST_LETTERS = 4
"""Of those that they are put for."""


def misname(raw: str, text: Text, language: Language, chance: Random) -> Spoilt:
    """A page with a wrong word in some of its terms.

    Args:
        raw: the page.
        text: the same, read; its blocks are its lines.
        language: gives the terms, and words near the right ones.
        chance: decides on term, word and place.
    """
    phrases = list(phrases_at(text, np.arange(len(text.lowers))))
    terms = [phrase for phrase in phrases if " ".join(phrase.keys) in language.terms]
    counts = Counter(phrase.keys for phrase in terms)
    often = [phrase for phrase in terms if counts[phrase.keys] > 1]
    wrongs: list[tuple[int, int, str]] = []
    for phrase in chance.sample(often, min(len(often), MISNOMERS_A_PAGE)):
        wrong = _wrong(phrase, language, chance)
        if wrong is not None and all(wrong[1] < start or end < wrong[0] for start, end, _ in wrongs):
            wrongs.append(wrong)
    return spoilt_at(raw, sorted(wrongs))


def _wrong(phrase: Phrase, language: Language, chance: Random) -> tuple[int, int, str] | None:
    """A word of a phrase (half-open) and what is put for it."""
    word = chance.choice(phrase.words)
    others = _others(word, language) if len(word.text) >= _LEAST_LETTERS and word.text.islower() else ()
    return (word.start, word.end, like(chance.choice(others), word.text)) if others else None


def _others(word: Word, language: Language) -> Sequence[str]:
    return [
        near.word
        for near in language.neighbours.of(word.lower, True)
        if language.zipf(near.word) >= _LEAST_ZIPF
        and not is_variant(near.word, word.lower)
        and word_key(near.word) != word_key(word.lower)
    ]
