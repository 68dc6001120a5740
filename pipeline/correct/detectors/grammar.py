"""Words that are missing, or of the wrong number, as the language model hears it: "one the most common".

Only places where such a slip can be are looked at: after words that often go with *to* or *of*, and at
plurals before another noun. What is proposed makes the text far likelier.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, compress
from typing import NamedTuple

import numpy as np

from pipeline.correct.candidate import Candidate
from pipeline.correct.detectors.followers import governors_of, nouns_of
from pipeline.correct.inflection import is_plural, like
from pipeline.correct.language import Language
from pipeline.correct.lexicon import Entries
from pipeline.correct.ngrams import Replaced
from pipeline.correct.ngrams.tables import Ids, Logs
from pipeline.correct.scene import Flags, Scene
from pipeline.correct.tokens import BLANK, CAPITAL, HYPHEN
from pipeline.vocabulary import word_key

_LEAST_GAIN: Mapping[str, float] = {
    "missing_to": 1.7, "missing_of": 1.4, "plural_before_noun": 2.25,
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
_NO_HEAD, _HEAD_IF_NOUN, _HEAD = 0, 1, 2
_FUNCTION = 5.9
"""Zipf frequency from which no noun qualifies a word."""


class _Ideas(NamedTuple):
    """What one rule may propose; arrays of the shape (ideas,)."""

    rule_ids: Sequence[str]
    words: Sequence[str]
    """What is to stand there."""
    numbers: Ids
    """Of the word before which a word is missing, or behind the one to be replaced."""
    starts: Ids
    ends: Ids
    """Places in the reading (half-open) of the words to be replaced."""
    ids: Ids
    shares: Logs
    """Of `words`, see `Words.read`."""


def detect_grammar(scene: Scene, language: Language) -> Iterator[Candidate]:
    """What makes the text far likelier; linear in its length."""
    if not len(scene.kinds):
        return
    nouns = nouns_of(language.model)
    found = (_plurals(scene, nouns, language), *(_missing(scene, word, language) for word in _MISSING))
    rule_ids, words = (list(chain.from_iterable(its)) for its in list(zip(*found, strict=True))[:2])
    numbers, *replaced = (np.concatenate(its) for its in list(zip(*found, strict=True))[2:])
    least = np.array([_LEAST_GAIN[rule_id] for rule_id in rule_ids])
    gains = language.model.word_gains(scene.reading, Replaced(*replaced), least)
    for place in np.flatnonzero(gains >= least).tolist():
        yield from _candidate(rule_ids[place], words[place], int(numbers[place]), float(gains[place]), scene)


def _missing(scene: Scene, missing: str, language: Language) -> _Ideas:
    """Where a small word may be missing: behind words that it follows in a good share of their uses."""
    governs = governors_of(language.model, missing, _GOVERNS)[_ids(scene)]
    numbers = _beside(scene, governs, ~scene.are(_are_small))
    places, count = scene.reading.places[numbers], len(numbers)
    (own,), (share,) = language.model.words.read([missing])
    ids, shares = np.full(count, own, np.int64), np.full(count, share, np.float32)
    return _Ideas([_MISSING[missing]] * count, [missing] * count, numbers, places, places, ids, shares)


def _plurals(scene: Scene, nouns: Flags, language: Language) -> _Ideas:
    """Where a plural qualifies a noun, or stands before a verb of the singular."""
    heads = scene.tell(_heads)
    are_heads = (heads == _HEAD) | (nouns[_ids(scene)] & (heads == _HEAD_IF_NOUN))
    numbers = _beside(scene, scene.are(_may_be_plurals), are_heads)
    singulars = [word_key(scene.words[kind]) for kind in scene.kinds[numbers - 1].tolist()]
    ids, shares = language.model.words.read(singulars)
    of_nouns = nouns[ids]
    numbers, words = numbers[of_nouns], list(compress(singulars, of_nouns.tolist()))
    places, rule_ids = scene.reading.places[numbers], ["plural_before_noun"] * len(numbers)
    return _Ideas(rule_ids, words, numbers, places - 1, places, ids[of_nouns], shares[of_nouns])


def _ids(scene: Scene) -> Ids:
    """Of the words of the text, for the language model."""
    return scene.reading.tokens[scene.reading.places]


def _beside(scene: Scene, lefts: Flags, rights: Flags) -> Ids:
    """The numbers of words of one kind that stand in small letters a space behind words of another.

    What stands behind a hyphen qualifies with what is before it: "high-risk".
    """
    tokens = scene.text.source.tokens
    are_small = (tokens.kinds[tokens.starts] & CAPITAL) == 0
    are_there = ((tokens.parted & BLANK) > 0) & are_small & rights
    are_there[1:] &= lefts[:-1] & (tokens.kinds[tokens.starts[:-1] - 1] & HYPHEN == 0)
    are_there[:1] = False
    return np.flatnonzero(are_there)


def _are_small(entries: Entries, _: Language) -> Sequence[bool]:
    return [word in _MISSING for word in entries.words]


def _may_be_plurals(entries: Entries, language: Language) -> Sequence[bool]:
    return [word.endswith("s") and _may_be_plural(word, language) for word in entries.words]


def _may_be_plural(word: str, language: Language) -> bool:
    if not is_plural(word) or word in _NO_PLURALS or not language.knows(word_key(word)):
        return False
    return word[-2:] != "ys" or word[-3:-2] in "aeou"  # "the arterys lining" lost an apostrophe


def _is_subject(lowers: Sequence[str], place: int) -> bool:
    """Whether a noun at a place is the subject of a verb that follows: "the exercises strengthen"."""
    return is_plural(lowers[place]) and place > 0 and lowers[place - 1] in _BEFORE_SUBJECTS


def _is_bare(lowers: Sequence[str], place: int) -> bool:
    """Whether nothing need be missing before a place: "help the body heal", "Skip navigation"."""
    is_order = place == 1 and not is_plural(lowers[0])
    return is_order or not _BARE.isdisjoint(lowers[max(0, place - _NEAR) : place])


def _heads(entries: Entries, _: Language) -> Sequence[int]:
    """Whether each word is a noun that another may qualify, or a verb of the singular."""
    return [
        _NO_HEAD
        if zipf >= _FUNCTION or word.endswith(_NO_NOUNS)
        else _HEAD
        if word.endswith("s")
        else _HEAD_IF_NOUN
        for word, zipf in zip(entries.words, entries.zipf, strict=True)
    ]


def _candidate(rule_id: str, word: str, number: int, gain: float, scene: Scene) -> Iterator[Candidate]:
    """What is proposed at a word, if what stands around lets it be meant."""
    sentence, place = scene.text.place_of(number)
    left, right = sentence.words[place - 1 : place + 1]
    if not right.text.islower():  # the capital may stand within: "tHE"
        return
    evidence = f"The change makes the text {10**gain:,.0f} times as likely."
    lowers = scene.lowers[sentence.number]
    if rule_id == "plural_before_noun":
        if left.text[1:].islower():
            after = like(word, left.text)
            yield Candidate(sentence.block, left.start, left.end, after, rule_id, evidence)
    elif not (_is_bare(lowers, place) or (word == "to" and _is_subject(lowers, place - 1))):
        after = f"{left.text} {word}{right.gap}"
        yield Candidate(sentence.block, left.start, right.start, after, rule_id, evidence)
