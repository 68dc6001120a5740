"""A name one slip away from that of a drug: for people to decide, always."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.correct.candidate import Candidate
from pipeline.correct.detectors.judged import judged_words
from pipeline.correct.inflection import like
from pipeline.correct.language import Language
from pipeline.correct.text import Text
from pipeline.correct.wording.neighbours import one_slip_away

_SHORTEST, _LONGEST = 7, 30
_BUDGET = 1_000
"""Different names of a document that are looked into."""


def detect_drug_names(text: Text, language: Language) -> Iterator[Candidate]:
    """Capitalised unknown words inside a sentence with exactly one drug name one slip away."""
    names = (
        (sentence, word)
        for sentence in text.sentences
        for word in sentence.words[1:]
        if _is_name(word.text) and not language.knows(word.lower)
    )
    for sentence, word, right in judged_words(names, lambda word: _drug(word, language), budget=_BUDGET):
        evidence = f'"{right.capitalize()}" is a drug.'
        yield Candidate(sentence.block, word.start, word.end, like(right, word.text), "drug_name", evidence)


def _is_name(word: str) -> bool:
    return word.istitle() and word.isascii() and _SHORTEST <= len(word) <= _LONGEST


def _drug(word: str, language: Language) -> str | None:
    """The only drug whose name is one slip away from a word."""
    near = sorted(one_slip_away(word) & language.drug_words)
    return near[0] if len(near) == 1 else None
