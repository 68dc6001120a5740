"""A word said twice in a row: "rotating the the leg"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

import numpy as np

from pipeline.correct.candidate import Candidate
from pipeline.correct.detectors.followers import following
from pipeline.correct.language import Language
from pipeline.correct.scene import Scene
from pipeline.correct.text import Sentence, Word
from pipeline.model import Block

_NEVER_TWICE = frozenset({
    "the", "a", "an", "of", "and", "or", "to", "from", "at", "as", "be", "your", "their", "its", "our",
    "my", "into", "than", "for", "with", "by", "which", "these", "until", "another", "because",
    "if", "but", "they", "we", "between", "during", "also",
})  # fmt: skip
"""Words that correct English does not repeat. Verbs and particles are not here: "people have have nothing
to do with it", "those who can can walk", "moved in in May"."""
_MAY_REPEAT = frozenset({
    "had", "very", "so", "no", "do", "who", "it", "you", "her", "his", "him", "i", "ha",
    "bye", "knock", "etc", "blah", "xx", "really", "much", "many", "long", "far", "more", "there", "what",
    "yes", "well",
    "now", "too", "again", "on", "up", "over", "out", "off", "down",
})  # fmt: skip
"""Words that it may."""
_BEFORE_IS_IS = frozenset(
    {"what", "it", "this", "that", "point", "problem", "thing", "who", "he", "she", "there"}
)
_AFTER_THAT_THAT = frozenset({"is", "was", "one", "would", "will", "had"})
"""What stands around a repetition that is meant: "what it is is rare", "that that is so"."""

_BEFORE_MEANT = frozenset({"who", "that", "which", "what", "those", "from"})
_CLAUSE = 4
"""Words before a repetition among which one that begins a clause is looked for."""
_COMMON = 4.5
"""Zipf frequency from which a word is no name and no tag."""
_JOINTS = ("-", "_", "/", "=", "[", "]")


def detect_doubled_words(scene: Scene, language: Language) -> Iterator[Candidate]:
    """Runs of one word with white space between, to be said once.

    Capitalised words (Walla Walla), reduplications and the words that English does repeat are left alone.
    """
    text, doubles = scene.text, np.flatnonzero(scene.kinds[1:] == scene.kinds[:-1])
    for number in dict.fromkeys(text.sentence_numbers[doubles].tolist()):
        sentence = text.sentence(number)
        for place, run in _runs(sentence):
            end = place + len(run)
            before, behind = sentence.words[max(0, place - _CLAUSE) : place], sentence.words[end : end + 1]
            rule = _rule(run[0], before, behind, language)
            if rule:
                yield Candidate(sentence.block, run[0].start, run[-1].end, run[0].text, rule)


def _rule(word: Word, before: Sequence[Word], behind: Sequence[Word], language: Language) -> str | None:
    """The rule for a repeated word, given the words before the run and the one behind it, if there are."""
    if word.lower in _NEVER_TWICE:
        return "doubled_function_word"
    if word.lower == "is":
        return "doubled_is" if before and before[-1].lower not in _BEFORE_IS_IS else None
    if word.lower == "that":
        return _rule_for_that(behind, language)
    if not word.text.islower():
        return None
    return "doubled_small_word" if _stands_well(word, before, behind, language) else "doubled_word"


def _rule_for_that(behind: Sequence[Word], language: Language) -> str | None:
    """Said twice it may be meant before is and was, and before what can follow the article."""
    if not behind or behind[0].lower in _AFTER_THAT_THAT:
        return None
    follower = behind[0].lower
    after_that, after_the = following(language.model, ["that", "the"], [follower, follower])
    return "doubled_that_verb" if after_that > after_the else "doubled_that"


def _stands_well(word: Word, before: Sequence[Word], behind: Sequence[Word], language: Language) -> bool:
    """Whether a word is common, and the language model has seen it beside both its neighbours.

    Not where a clause may end in it ("those who can can walk", "they moved in in May"), or where something
    between may be lost ("from time time").
    """
    if not (before and behind and behind[0].text.islower()) or language.zipf(word.lower) < _COMMON:
        return False
    if not _BEFORE_MEANT.isdisjoint(other.lower for other in before):
        return False
    row = [before[-1].lower, word.lower, behind[0].lower]
    return bool(np.isfinite(following(language.model, row[:-1], row[1:])).all())


def _runs(sentence: Sentence) -> Iterator[tuple[int, list[Word]]]:
    """Repetitions of one word, each with the place of its first word in the sentence."""
    place = 0
    for lower, group in groupby(sentence.words, key=lambda word: word.lower):
        first, *rest = group
        if lower not in _MAY_REPEAT and lower[0].isalpha():
            run = [first, *takewhile(lambda word: word.gap.isspace() and word.text.islower(), rest)]
            is_word = first.text.islower() or first is sentence.words[0]
            if (
                len(run) > 1 and is_word and not _is_in_code(sentence.block, run)
            ):  # not the letter: "vitamin A a day"
                yield place, run
        place += 1 + len(rest)


def _is_in_code(block: Block, run: list[Word]) -> bool:
    """Whether one of the words belongs to a longer one: "php-pear pear", "in in-depth talks"."""
    end = run[-1].end - block.start
    return run[0].gap.endswith(_JOINTS) or block.text[end : end + 1] in _JOINTS
