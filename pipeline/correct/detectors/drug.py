"""Names that may be misspelt names of drugs: for people to decide, always."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

import numpy as np

from pipeline.correct.candidate import Candidate
from pipeline.correct.detectors.judged import judged_words
from pipeline.correct.inflection import like
from pipeline.correct.language import Language
from pipeline.correct.lexicon import Entries
from pipeline.correct.scene import Flags, Scene
from pipeline.correct.text import Sentence, Text, Word
from pipeline.correct.wording.neighbours import one_slip_away

_SHORTEST, _LONGEST = 7, 30
_BESIDE = 40
"""Characters between a drug's name and a name that may be its brand's."""
_BRAND = re.compile(r"\([^()]*\Z")
"""Brands stand in brackets."""
_BUDGET = 1_000
"""Different names of a document that are looked into."""


def detect_drug_names(scene: Scene, language: Language) -> Iterator[Candidate]:
    """Capitalised unknown words inside a sentence: those one slip away from a drug, those named beside one.

    What the right name is of the latter, no list tells: brands differ from country to country.
    """
    text, unknown = scene.text, scene.are(_is_unknown)
    for sentence, word, right in judged_words(
        _names(text, unknown), lambda word: _drug(word, language), budget=_BUDGET
    ):
        evidence = f'"{right.capitalize()}" is a drug.'
        yield Candidate(sentence.block, word.start, word.end, like(right, word.text), "drug_name", evidence)
    drugs = np.flatnonzero(scene.are(_names_a_drug))
    for number in dict.fromkeys(text.sentence_numbers[drug] for drug in drugs.tolist()):
        yield from _strange_names(text.sentences[number], language)


def _names(text: Text, unknown: Flags) -> Iterator[tuple[Sentence, Word]]:
    for number in np.flatnonzero(unknown).tolist():
        sentence, place = text.place_of(number)
        if place and _is_name(sentence.words[place].text):
            yield sentence, sentence.words[place]


def _names_a_drug(entries: Entries, language: Language) -> Sequence[bool]:
    return [word in language.drug_words for word in entries.words]


def _is_unknown(entries: Entries, _: Language) -> Sequence[bool]:
    """Whether each word may be a name that the language lacks."""
    return [
        not is_known and _SHORTEST <= len(word) <= _LONGEST and word.isascii()
        for word, is_known in zip(entries.words, entries.known, strict=True)
    ]


def _strange_names(sentence: Sentence, language: Language) -> Iterator[Candidate]:
    """Unknown names a few words behind a drug's name, or among a few that an unknown name follows."""
    last: Word | None = None
    for place, word in enumerate(sentence.words):
        if word.lower in language.drug_words:
            last = word
        elif last is not None and place and _is_name(word.text) and not language.knows(word.lower):
            between = sentence.block.text[last.end - sentence.block.start : word.start - sentence.block.start]
            if len(between) <= _BESIDE and _BRAND.search(between):
                evidence = f'"{last.text}" is a drug.'
                yield Candidate(
                    sentence.block, word.start, word.end, word.text, "strange_drug_name", evidence
                )


def _is_name(word: str) -> bool:
    return word.istitle() and word.isascii() and _SHORTEST <= len(word) <= _LONGEST


@lru_cache(maxsize=100_000)
def _drug(word: str, language: Language) -> str | None:
    """The only drug whose name is one slip away from a word."""
    # Most names have none: where no two words become one by a letter less of each, none is a slip away.
    if _cuts(word).isdisjoint(_cuts_of_drugs(language)):
        return None
    near = sorted(one_slip_away(word) & language.drug_words)
    return near[0] if len(near) == 1 else None


@lru_cache(maxsize=8)
def _cuts_of_drugs(language: Language) -> frozenset[str]:
    return frozenset(chain.from_iterable(map(_cuts, language.drug_words)))


def _cuts(word: str) -> set[str]:
    """A word, and what it is without any one of its letters."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
