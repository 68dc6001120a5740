"""A word said twice in a row: "rotating the the leg"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from pipeline.correct.candidate import Candidate
from pipeline.correct.language import Language
from pipeline.correct.text import Sentence, Text, Word
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

_JOINTS = ("-", "_", "/", "=", "[", "]")


def detect_doubled_words(text: Text, language: Language) -> Iterator[Candidate]:
    """Runs of one word with white space between, to be said once.

    Capitalised words (Walla Walla), reduplications and the words that English does repeat are left alone.
    """
    for sentence in text.sentences:
        for place, run in _runs(sentence):
            first, last = run[0], run[-1]
            rule = _rule(first, sentence.words[max(0, place - 1) : place + len(run) + 1], place == 0)
            if rule:
                yield Candidate(sentence.block, first.start, last.end, first.text, rule)


def _rule(word: Word, around: Sequence[Word], is_first: bool) -> str | None:
    """The rule for a repeated word, given its run with a word on each side (none before a first word)."""
    if word.lower in _NEVER_TWICE:
        return "doubled_function_word"
    if word.lower == "is":
        return None if is_first or around[0].lower in _BEFORE_IS_IS else "doubled_that_is"
    if word.lower == "that":
        is_meant = around[-1].lower in _AFTER_THAT_THAT or around[-1].lower == "that"
        return None if is_meant else "doubled_that_is"
    return "doubled_word" if word.text.islower() else None


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
