"""Names that may be misspelt names of drugs: for people to decide, always."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from jellyfish import damerau_levenshtein_distance

from pipeline.correct.candidate import Candidate
from pipeline.correct.detectors.judged import judged_words
from pipeline.correct.inflection import like
from pipeline.correct.language import Language
from pipeline.correct.lexicon import Entries
from pipeline.correct.memory import Memory
from pipeline.correct.scene import Flags, Scene
from pipeline.correct.text import Sentence, Text, Word
from pipeline.correct.wording.neighbours import one_slip_away
from pipeline.correct.wording.slips import Hashes, HashIndex, Numbers, spelt

_SHORTEST, _LONGEST = 7, 30
_BESIDE = 40
"""Characters between a drug's name and a name that may be its brand's."""
_BRAND = re.compile(r"\([^()]*\Z")
"""Brands stand in brackets."""
_BUDGET = 1_000
"""Different names of a document that are looked into."""
_REMEMBERED = 50_000
"""Names of which is kept what they are near."""


def detect_drug_names(scene: Scene, language: Language) -> Iterator[Candidate]:
    """Capitalised unknown words inside a sentence: those one slip away from a drug, those named beside one.

    What the right name is of the latter, no list tells: brands differ from country to country.
    """
    text = scene.text
    names = list(_names(text, scene.are(_is_unknown)))
    asked = list(dict.fromkeys(word.lower for _, word in names))[:_BUDGET]
    rights = dict(zip(asked, _drugs(language).of(asked), strict=True))
    named = (((sentence, word), word.lower) for sentence, word in names)
    for (sentence, word), right in judged_words(named, rights.get, budget=_BUDGET):
        evidence = f'"{right.capitalize()}" is a drug.'
        yield Candidate(sentence.block, word.start, word.end, like(right, word.text), "drug_name", evidence)
    drugs = np.flatnonzero(scene.are(_names_a_drug))
    for number in dict.fromkeys(text.sentence_numbers[drugs].tolist()):
        yield from _strange_names(text.sentence(number), language)


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


@lru_cache(maxsize=8)
def _drugs(language: Language) -> Memory[str, str | None]:
    """Tells for words the only drug whose name is one slip away, if there is one."""
    drugs = sorted(filter(str.isascii, language.drug_words))
    index = HashIndex(*_cuts(drugs))
    return Memory(lambda words: _drugs_near(words, index, drugs), _REMEMBERED)


def _drugs_near(words: Sequence[str], index: HashIndex, drugs: Sequence[str]) -> Iterator[str | None]:
    """See `_drugs`; words of which one is a slip away from the other have a cut in common."""
    near: list[set[str]] = [set() for _ in words]
    cuts, owners = _cuts(words)
    pairs = index.find(cuts[:, None])
    for asked, found in zip(owners[pairs.asked].tolist(), pairs.found.tolist(), strict=True):
        if damerau_levenshtein_distance(words[asked], drugs[found]) == 1:
            near[asked].add(drugs[found])
    for word, others in zip(words, near, strict=True):
        fair = others & one_slip_away(word) if others else others  # no hyphen or digit is a slip
        yield fair.pop() if len(fair) == 1 else None


def _cuts(words: Sequence[str]) -> tuple[Hashes, Numbers]:
    """The hashes of words, and of what they are without any one of their letters; and the word of each."""
    spelling = spelt(words)
    return (
        np.concatenate((spelling.whole(), spelling.less_one())),
        np.concatenate((np.arange(len(words)), spelling.owners)),
    )
