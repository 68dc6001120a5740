"""Each different word of a document is judged once, and only so many of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import numpy as np

from pipeline.correct.detectors.unknown import is_prose
from pipeline.correct.scene import Flags
from pipeline.correct.text import Sentence, Text, Word

Verdict = TypeVar("Verdict")
BUDGET = 3_000
"""Different words of a document that a detector looks into: each may cost some thousand lookups."""


def prose_words(
    text: Text, flags: Flags, is_wanted: Callable[[Word], bool]
) -> Iterator[tuple[Sentence, Word]]:
    """The wanted words that stand in prose, in reading order, each with its sentence.

    Args:
        text: any.
        flags: for each word of the text whether it may be wanted.
        is_wanted: tells it for good.
    """
    for number in np.flatnonzero(flags).tolist():
        sentence, place = text.place_of(number)
        word = sentence.words[place]
        if is_wanted(word) and is_prose(sentence, place):
            yield sentence, word


def judged_words(
    words: Iterable[tuple[Sentence, Word]], judge: Callable[[str], Verdict | None], *, budget: int = BUDGET
) -> Iterator[tuple[Sentence, Word, Verdict]]:
    """The words with a verdict, and the verdict.

    Args:
        words: in reading order.
        judge: says what to make of a lower-case word; None: nothing.
        budget: how many different words are judged; the rest have no verdict.
    """
    verdicts: dict[str, Verdict | None] = {}
    for sentence, word in words:
        if word.lower not in verdicts and len(verdicts) < budget:
            verdicts[word.lower] = judge(word.lower)
        verdict = verdicts.get(word.lower)
        if verdict is not None:
            yield sentence, word, verdict
