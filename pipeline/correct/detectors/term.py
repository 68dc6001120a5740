"""A phrase one word away from a medical term: "stress factors" where the page speaks of stress fractures.

The right term must stand in the same document: without that evidence "stress factors" is a fair phrase.
Which word is wrong is told by what the phrase shares with the term, how near the words are
(`pipeline.correct.near`), and how often and how close by each of them stands.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, repeat
from typing import NamedTuple

import numpy as np

from pipeline.correct.candidate import Candidate
from pipeline.correct.detectors.phrases import Phrase, joined, phrases_at
from pipeline.correct.inflection import like, number_like
from pipeline.correct.language import Language
from pipeline.correct.lexicon import Entries
from pipeline.correct.near import common_start, is_variant, nearness
from pipeline.correct.policy import is_direction_pair
from pipeline.correct.scene import Scene
from pipeline.correct.tokens import Numbers
from pipeline.vocabulary import word_key
from pipeline.vocabulary.index import FIRST, SECOND

_NEAR_BY = 3
"""Sentences within which the right term must stand for the strongest evidence."""
_MOST_FILLERS = 24
"""Terms of one document that differ in one word are compared up to this many, so that time stays linear."""
_COMMON = 5.3
"""Zipf frequency from which a word is too common to hold a term together, or to be a slip for a term's."""
_STEM = 5
"""Letters from which a common beginning makes two known words kin (intolerant, intolerance), not slips;
one fewer where they are not near in spelling (muscle, muscular)."""

Keys = tuple[str, ...]
Gapped = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a term stands in the document (sentence numbers, in order), and its words as written there."""

    numbers: list[int] = field(default_factory=list)
    forms: list[tuple[str, ...]] = field(default_factory=list)


@dataclass(frozen=True)
class Census:
    """What a document holds: its terms, the words that fill each gap of them, and counts by key."""

    terms: Mapping[Keys, Standing]
    fillers: Mapping[Gapped, Sequence[str]]
    phrases: Counter[Keys]
    uses: Mapping[str, int]
    """Of each lower-case word."""

    @cached_property
    def words(self) -> Counter[str]:
        """The counts of all words; seldom asked for."""
        words: Counter[str] = Counter()
        for word, uses in self.uses.items():
            words[word_key(word)] += uses
        return words


class Slip(NamedTuple):
    """A phrase, the place of its wrong word, the term it should be, and how the two words are near."""

    phrase: Phrase
    place: int
    term: Keys
    kinship: str


def detect_near_terms(scene: Scene, language: Language) -> Iterator[Candidate]:
    """Phrases one word away from a term that stands in the document."""
    terms = _terms(phrases_at(scene.text, _beginnings(scene, language)), language)
    if terms:
        phrases = _with_one_of(frozenset(chain.from_iterable(terms)), scene)
        census = _census(scene, phrases, terms)
        for phrase in phrases:
            if phrase.keys not in terms:
                yield from _repairs(phrase, census, language)


def _beginnings(scene: Scene, language: Language) -> Numbers:
    """The numbers of the words that may begin terms, by their keys and those of the words behind them."""
    parts, words = scene.tell(parts_of_terms), scene.words
    numbers = np.flatnonzero((parts[:-1] & FIRST) * (parts[1:] & SECOND) * joined(scene.text)[1:])
    firsts, seconds = scene.kinds[numbers].tolist(), scene.kinds[numbers + 1].tolist()
    keys = {kind: word_key(words[kind]) for kind in {*firsts, *seconds}}
    pairs = [f"{keys[first]} {keys[second]}" for first, second in zip(firsts, seconds, strict=True)]
    return numbers[np.fromiter(map(language.term_beginnings.__contains__, pairs), np.bool_, len(pairs))]


def parts_of_terms(entries: Entries, language: Language) -> Sequence[int]:
    """Which words each may be of terms of several words, as bits; 0 where it stands in none."""
    return list(map(language.term_parts.get, map(word_key, entries.words), repeat(0)))


def _with_one_of(wanted: Set[str], scene: Scene) -> Sequence[Phrase]:
    """All phrases of a document with a word of some.

    Args:
        wanted: keys of the words.
        scene: the document.
    """
    flags = np.array([word_key(word) in wanted for word in scene.words], np.bool_)
    is_one = np.append(flags[scene.kinds], (False, False))
    firsts = np.flatnonzero(is_one[:-2] | is_one[1:-1] | is_one[2:])
    return [its for its in phrases_at(scene.text, firsts) if not wanted.isdisjoint(its.keys)]


def _terms(phrases: Iterable[Phrase], language: Language) -> Mapping[Keys, Standing]:
    terms: defaultdict[Keys, Standing] = defaultdict(Standing)
    for phrase in phrases:
        if " ".join(phrase.keys) in language.terms:
            terms[phrase.keys].numbers.append(phrase.sentence.number)
            terms[phrase.keys].forms.append(tuple(word.text for word in phrase.words))
    return terms


def _census(scene: Scene, phrases: Iterable[Phrase], terms: Mapping[Keys, Standing]) -> Census:
    """Of a document with these terms; the phrases without a word of theirs are not counted."""
    fillers: defaultdict[Gapped, list[str]] = defaultdict(list)
    for term in terms:
        for place, filler in enumerate(term):
            fillers[_gapped(term, place)].append(filler)
    return Census(
        terms=terms,
        fillers=fillers,
        phrases=Counter(phrase.keys for phrase in phrases),
        uses=scene.uses,
    )


def _gapped(keys: Keys, place: int) -> Gapped:
    return (*keys[:place], None, *keys[place + 1 :])


def _repairs(phrase: Phrase, census: Census, language: Language) -> Iterator[Candidate]:
    for place, wrong in enumerate(phrase.keys):
        gapped = _gapped(phrase.keys, place)
        for right in census.fillers.get(gapped, ())[:_MOST_FILLERS]:
            term = (*phrase.keys[:place], right, *phrase.keys[place + 1 :])
            kinship = _kinship(wrong, right, gapped, language)
            if kinship and census.phrases[phrase.keys] <= census.phrases[term]:
                yield from _candidate(Slip(phrase, place, term, kinship), census, language)


def _kinship(wrong: str, right: str, gapped: Gapped, language: Language) -> str | None:
    """How the two words are near, where one can be a slip for the other and the rest holds the term."""
    if not all(key and len(key) > 2 and language.zipf(key) < _COMMON for key in gapped if key is not None):
        return None
    if language.zipf(wrong) >= _COMMON or not wrong.isalpha() or is_direction_pair(wrong, right):
        return None
    kinship, stem = nearness(wrong, right), common_start(wrong, right)
    if language.knows(wrong):
        return None if stem >= _STEM - (kinship != "spelling") else kinship
    return None if is_variant(wrong, right) or stem == len(right) else kinship


def _candidate(slip: Slip, census: Census, language: Language) -> Iterator[Candidate]:
    """The slip as a candidate, unless both words are fair ones of the same sentence: a list of kin."""
    block, word = slip.phrase.sentence.block, slip.phrase.words[slip.place]
    distance = _distance(census.terms[slip.term].numbers, slip.phrase.sentence.number)
    is_word = language.knows(word.lower)
    if word.text.isupper() or (is_word and distance == 0):
        return
    forms = census.terms[slip.term].forms
    first, last = slip.phrase.words[0], slip.phrase.words[-1]
    right = _inflected(forms[0][slip.place].lower(), word.text)
    stands = any(form[slip.place].lower() == right.lower() for form in forms)
    yield Candidate(
        block,
        first.start,
        last.end,
        block.text[first.start - block.start : word.start - block.start]
        + right
        + block.text[word.end - block.start : last.end - block.start],
        _rule(slip, census, distance, is_word=is_word, stands=stands),
        f'"{" ".join(forms[0])}" stands {_said(distance)} ({census.phrases[slip.term]} of it, '
        f"{census.phrases[slip.phrase.keys]} of this) and is near in {slip.kinship}.",
    )


def _rule(slip: Slip, census: Census, distance: int, *, is_word: bool, stands: bool) -> str:
    """By strength of evidence; a term whose word is always capitalised in the document holds a name.

    Evidence is weaker where the right word stands in the document in another number only.
    """
    if all(form[slip.place][0].isupper() for form in census.terms[slip.term].forms):
        return "near_term_name"
    if not is_word:
        return "near_term_nonword"
    is_alone = census.words[slip.phrase.keys[slip.place]] == census.phrases[slip.phrase.keys]
    is_close = abs(distance) <= _NEAR_BY and is_alone and stands
    return "near_term_close" if is_close else "near_term_document"


def _inflected(right: str, wrong: str) -> str:
    """The right word with the number, case and possessive ending of the wrong one."""
    base = wrong.replace("’", "'").removesuffix("'s")
    return like(number_like(right.removesuffix("'s"), base.lower()), base) + wrong[len(base) :]


def _distance(numbers: Sequence[int], number: int) -> int:
    """Sentences from a sentence to the nearest of some others; negative where that stands before."""
    place = bisect_left(numbers, number)
    return min(
        (other - number for other in numbers[max(0, place - 1) : place + 1]), key=lambda d: (abs(d), d)
    )


def _said(distance: int) -> str:
    if distance == 0:
        return "in the same sentence"
    sentences = "sentence" if abs(distance) == 1 else "sentences"
    return f"{abs(distance)} {sentences} {'before' if distance < 0 else 'after'}"
