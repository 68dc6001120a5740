"""Two words run together: "in thegastrointestinal tract", "radiationtherapy"."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.correct.candidate import Candidate
from pipeline.correct.detectors.judged import judged_words, prose_words
from pipeline.correct.detectors.unknown import PREFIXES, is_unknown
from pipeline.correct.language import Language
from pipeline.correct.text import Text
from pipeline.vocabulary import word_key

_LEADING = frozenset({
    "the", "and", "with", "from", "that", "your", "their", "these", "this", "have", "into", "called",
    "include", "includes", "causing",
})  # fmt: skip
"""Words that may lose the space after them. The space before them may as well have been a dash."""
_LIVING = ("like", "wise", "less", "free", "shaped", "based", "type")
"""Second parts that make new words freely: sleeplike."""
_COMMON = 3.3
"""Zipf frequency from which a word counts as common."""


def detect_glued_words(text: Text, language: Language) -> Iterator[Candidate]:
    """Lower-case words that the language lacks and that fall into two it has.

    Three rules by strength: the two make a vocabulary term; one is a common function word; both are common.
    """
    unknown = prose_words(text, lambda word: is_unknown(word, language))
    for sentence, word, (rule, after) in judged_words(unknown, lambda word: _split(word, language)):
        yield Candidate(sentence.block, word.start, word.end, word.text[0] + after[1:], rule)


def _split(word: str, language: Language) -> tuple[str, str] | None:
    pairs = [(word[:cut], word[cut:]) for cut in range(2, len(word) - 1)]
    known = [pair for pair in pairs if all(language.knows(part) for part in pair)]
    terms = [pair for pair in known if f"{word_key(pair[0])} {word_key(pair[1])}" in language.terms]
    if len(terms) == 1:
        return "glued_term", " ".join(terms[0])
    function = [pair for pair in known if _has_function_word(pair, language)]
    if len(function) == 1:
        return "glued_function_word", " ".join(function[0])
    if word.startswith(PREFIXES) or word.endswith(_LIVING):
        return None
    common = [pair for pair in known if min(map(language.zipf, pair)) >= _COMMON and min(map(len, pair)) >= 3]
    return ("glued_common_words", " ".join(common[0])) if len(common) == 1 and not function else None


def _has_function_word(pair: tuple[str, str], language: Language) -> bool:
    left, right = pair
    return left in _LEADING and len(right) >= 3 and language.zipf(right) >= _COMMON - 1
