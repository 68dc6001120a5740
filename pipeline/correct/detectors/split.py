"""One word broken in two: "the sy mptoms of angina"."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.correct.candidate import Candidate
from pipeline.correct.language import Language
from pipeline.correct.text import Text, Word

_COMMON = 3.0
"""Zipf frequency from which the joined word counts as common."""
_RARE = 2.7
"""Zipf frequency below which a fragment counts as no word of its own."""


def detect_split_words(text: Text, language: Language) -> Iterator[Candidate]:
    """Neighbouring lower-case words of which one is no word, and which joined are a common one."""
    for sentence in text.sentences:
        for left, right in zip(sentence.words, sentence.words[1:], strict=False):
            if right.gap in (" ", "\xa0") and _is_broken(left, right, language):
                yield Candidate(sentence.block, left.start, right.end, left.text + right.text, "split_word")


def _is_broken(left: Word, right: Word, language: Language) -> bool:
    if (
        left.lower in ("a", "i")
        or not right.text.islower()
        or not (left.text[1:].islower() or len(left.text) == 1)
    ):
        return False
    joined = left.lower + right.lower
    if len(joined) < 6 or language.zipf(joined) < _COMMON or not joined.isalpha():
        return False
    return any(
        language.zipf(part) < _RARE and part not in language.term_words for part in (left.lower, right.lower)
    )
