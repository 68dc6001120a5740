"""Words that are missing, or of the wrong number, as the language model hears it: "one the most common".

Only places where such a slip can be are looked at: after words that often go with *to* or *of*, and at
plurals before another noun. What is proposed makes the text far likelier.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import compress
from typing import NamedTuple

from pipeline.correct.candidate import Candidate
from pipeline.correct.detectors.followers import governors_of, nouns_of
from pipeline.correct.inflection import is_plural, like
from pipeline.correct.language import Language
from pipeline.correct.ngrams import Change
from pipeline.correct.scene import Scene
from pipeline.correct.text import Sentence
from pipeline.vocabulary import word_key

_LEAST_GAIN: Mapping[str, float] = {
    "missing_to": 1.9, "missing_of": 1.4, "plural_before_noun": 2.25,
}  # fmt: skip
"""log10 of how much likelier a proposal makes the text at least, by rule."""
_MISSING = {"to": "missing_to", "of": "missing_of"}
_GOVERNS = -2.0
"""log10 of the share of a word's uses that `to` or `of` must follow: one in a hundred."""
_BARE = frozenset({"help", "helps", "helped", "helping", "make", "makes", "let", "lets", "couple"})
"""Words that also go without: "help the body heal", "a couple weeks"."""
_BEFORE_SUBJECTS = frozenset({"the", "these", "those", "some", "other", "many", "most", "such"})
"""Words after which a plural does what the verb behind it says."""
_NEAR = 5
"""How many words back one of them may stand."""
_NO_PLURALS = frozenset({
    "news", "means", "series", "species", "arts", "sports", "sales", "savings", "goods", "securities",
    "others", "thanks", "credentials", "relatives", "honors", "physics", "genetics", "ethics",
})  # fmt: skip
_NO_NOUNS = ("ing", "ed", "ly")
"""Ends of participles and adverbs: "the journals indexed there"."""
_FUNCTION = 5.9
"""Zipf frequency from which no noun qualifies a word."""


class _Idea(NamedTuple):
    """Other words in the place of some words of a sentence (half-open)."""

    number: int
    """The sentence's in the text."""
    start: int
    end: int
    word: str
    rule_id: str


class _Kinds(NamedTuple):
    """What the model knows of the words of a text."""

    governors: Mapping[str, frozenset[str]]
    """By `to` and `of`: the words that these follow in a good share of their uses."""
    nouns: frozenset[str]
    plurals: Mapping[str, str]
    """The singular of each plural of a noun."""


def detect_grammar(scene: Scene, language: Language) -> Iterator[Candidate]:
    """What makes the text far likelier; linear in its length."""
    kinds = _kinds(scene.uses.keys(), language)
    governing = frozenset().union(*kinds.governors.values(), kinds.plurals)
    ideas = [
        idea
        for sentence, lowers in zip(scene.text.sentences, scene.lowers, strict=True)
        for place, left in enumerate(lowers[:-1], 1)
        if left in governing
        for idea in _ideas(place, sentence, lowers, kinds, language)
    ]
    if ideas:
        reading = scene.reading
        starts = [reading.starts[idea.number] for idea in ideas]
        changes = [
            Change(start + idea.start, start + idea.end, (idea.word,))
            for start, idea in zip(starts, ideas, strict=True)
        ]
        gains = language.model.gains(reading, changes).tolist()
        for idea, gain in zip(ideas, gains, strict=True):
            if gain >= _LEAST_GAIN[idea.rule_id]:
                yield _candidate(scene.text.sentences[idea.number], idea, gain)


def _kinds(words: Set[str], language: Language) -> _Kinds:
    singulars = {word: word_key(word) for word in words if _may_be_plural(word, language)}
    model, asked = language.model, sorted({*words, *singulars.values()})
    ids, _ = model.words.read(asked)
    nouns = frozenset(compress(asked, nouns_of(model)[ids].tolist()))
    governors = {
        word: frozenset(compress(asked, governors_of(model, word, _GOVERNS)[ids].tolist()))
        for word in _MISSING
    }
    plurals = {word: singular for word, singular in singulars.items() if singular in nouns}
    return _Kinds(governors, nouns, plurals)


def _may_be_plural(word: str, language: Language) -> bool:
    if not is_plural(word) or word in _NO_PLURALS or not language.knows(word_key(word)):
        return False
    return word[-2:] != "ys" or word[-3:-2] in "aeou"  # "the arterys lining" lost an apostrophe


def _ideas(
    place: int, sentence: Sentence, lowers: Sequence[str], kinds: _Kinds, language: Language
) -> Iterator[_Idea]:
    """What may be wrong between the word at a place and the one before it."""
    left, right, word = lowers[place - 1], lowers[place], sentence.words[place]
    is_joined = sentence.words[place - 1].gap.endswith("-")  # "high-risk" qualifies what comes after it
    if word.gap not in (" ", "\xa0") or is_joined or not word.text.islower():
        return
    for missing, rule_id in _MISSING.items():
        if missing == "to" and _is_subject(lowers, place - 1):
            continue
        if left in kinds.governors[missing] and right not in _MISSING and not _is_bare(lowers, place):
            yield _Idea(sentence.number, place, place, missing, rule_id)
    is_whole = sentence.words[place - 1].text[1:].islower()
    if left in kinds.plurals and is_whole and _is_head(right, kinds.nouns, language):
        yield _Idea(sentence.number, place - 1, place, kinds.plurals[left], "plural_before_noun")


def _is_subject(lowers: Sequence[str], place: int) -> bool:
    """Whether a noun at a place is the subject of a verb that follows: "the exercises strengthen"."""
    return is_plural(lowers[place]) and place > 0 and lowers[place - 1] in _BEFORE_SUBJECTS


def _is_bare(lowers: Sequence[str], place: int) -> bool:
    """Whether nothing need be missing before a place: "help the body heal", "Skip navigation"."""
    is_order = place == 1 and not is_plural(lowers[0])
    return is_order or not _BARE.isdisjoint(lowers[max(0, place - _NEAR) : place])


def _is_head(word: str, nouns: frozenset[str], language: Language) -> bool:
    """A noun that another may qualify, or a verb of the singular."""
    if word.endswith(_NO_NOUNS) or language.zipf(word) >= _FUNCTION:
        return False
    return word.endswith("s") or word in nouns


def _candidate(sentence: Sentence, idea: _Idea, gain: float) -> Candidate:
    evidence = f"The change makes the text {10**gain:,.0f} times as likely."
    if idea.start == idea.end:
        left, right = sentence.words[idea.start - 1], sentence.words[idea.start]
        after = f"{left.text} {idea.word}{right.gap}"
        return Candidate(sentence.block, left.start, right.start, after, idea.rule_id, evidence)
    word = sentence.words[idea.start]
    after = like(idea.word, word.text)
    return Candidate(sentence.block, word.start, word.end, after, idea.rule_id, evidence)
