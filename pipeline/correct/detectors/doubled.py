"""A word said twice in a row: "rotating the the leg"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, takewhile

from pipeline.correct.candidate import Candidate
from pipeline.correct.language import Language
from pipeline.correct.text import Sentence, Text, Word

_NEVER_TWICE = frozenset({
    "the", "a", "an", "of", "and", "or", "to", "from", "at", "as", "be", "your", "their", "its", "our",
    "my", "into", "than", "because", "if", "but", "they", "we", "between", "during", "also",
})  # fmt: skip
"""Words that correct English does not repeat. Verbs and particles are not here: "people have have nothing
to do with it", "those who can can walk", "moved in in May"."""
_MAY_REPEAT = frozenset({
    "that", "had", "is", "very", "so", "no", "do", "who", "it", "you", "her", "his", "him", "i", "ha",
    "bye", "knock", "really", "much", "many", "long", "far", "more", "there", "what", "yes", "well",
    "now", "too", "again", "on", "up", "over", "out", "off", "down",
})  # fmt: skip
"""Words that it may."""


def detect_doubled_words(text: Text, language: Language) -> Iterator[Candidate]:
    """Runs of one word with white space between, to be said once.

    Capitalised words (Walla Walla), reduplications and the words that English does repeat are left alone.
    """
    for sentence in text.sentences:
        for run in _runs(sentence):
            first, last = run[0], run[-1]
            if first.lower in _NEVER_TWICE:
                yield Candidate(sentence.block, first.start, last.end, first.text, "doubled_function_word")
            elif first.text.islower():
                yield Candidate(sentence.block, first.start, last.end, first.text, "doubled_word")


def _runs(sentence: Sentence) -> Iterator[list[Word]]:
    for lower, group in groupby(sentence.words, key=lambda word: word.lower):
        if lower not in _MAY_REPEAT and lower[0].isalpha():
            first, *rest = group
            run = [first, *takewhile(lambda word: word.gap.isspace() and word.text.islower(), rest)]
            is_word = first.text.islower() or first is sentence.words[0]
            if len(run) > 1 and is_word:  # not the letter: "vitamin A a day"
                yield run
