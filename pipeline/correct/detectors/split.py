"""One word broken in two: "the sy mptoms of angina", "trouble breath ing"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from pipeline.correct.candidate import Candidate
from pipeline.correct.language import Language
from pipeline.correct.lexicon import Entries
from pipeline.correct.scene import Scene
from pipeline.correct.text import Word
from pipeline.correct.tokens import BLANK

_COMMON, _UNCOMMON = 3.0, 2.0
"""Zipf frequencies from which the joined word counts as common, and as common enough where a part of it is no
word at all."""
_RARE = 2.7
"""Zipf frequency below which a fragment counts as no word of its own."""
_UNHEARD = 1.2
"""That below which it is certainly none."""
_SELDOM, _EVERYDAY = 3.3, 4.0
"""Those below which two parts seldom meet by chance, and from which the joined word is far commoner."""
_HEARD, _LONG = 1.0, 5
"""That from which a word has been heard of at all: enough where a part of so many letters has not."""
_FUNCTION = 6.0
"""That from which a word stands before any other: "a cure for mal de debarquement"."""
_SHORTEST, _SHORTEST_TERM = 6, 8
"""Letters of a joined word, and of a rare one that medicine knows."""
_ENDINGS = frozenset({
    "ing", "hood", "ren", "ling", "ness", "ment", "tion", "ally", "ible", "ance", "ence", "ity", "ous", "ful",
    "cal", "ical", "lar", "ose", "ine", "res", "ted", "tes", "ed", "ly", "ship", "ward", "wards", "oma",
    "itis", "tory", "ular", "mal", "mic", "sis", "ers", "tor", "tors",
})  # fmt: skip
"""Ends of words, some of which are words too."""


def detect_split_words(scene: Scene, language: Language) -> Iterator[Candidate]:
    """Neighbouring words that joined are a known one: one is no word or an ending, or both are rare."""
    fragments = scene.are(_are_fragments)
    endings, seldom = scene.are(_are_endings), scene.are(_are_seldom)
    are_spaced = (scene.text.source.tokens.parted[1:] & BLANK) > 0
    are_parts = fragments[:-1] | fragments[1:] | endings[1:] | (seldom[:-1] & seldom[1:])
    lowers = scene.text.lowers
    for number in (1 + np.flatnonzero(are_parts & are_spaced)).tolist():
        joined = lowers[number - 1] + lowers[number]
        if joined not in language.frequencies and joined not in language.term_words:
            continue
        sentence, place = scene.text.place_of(number)
        left, right = sentence.words[place - 1 : place + 1]
        if _could_be_one(left, right):
            rule = _rule(left.lower, right.lower, language)
            if rule:
                yield Candidate(sentence.block, left.start, right.end, left.text + right.text, rule)


def _are_endings(entries: Entries, _: Language) -> Sequence[bool]:
    return [word in _ENDINGS for word in entries.words]


def _are_seldom(entries: Entries, _: Language) -> Sequence[bool]:
    return [zipf < _SELDOM for zipf in entries.zipf]


def _are_fragments(entries: Entries, language: Language) -> Sequence[bool]:
    return [
        _is_fragment(word, zipf, language) for word, zipf in zip(entries.words, entries.zipf, strict=True)
    ]


def _is_fragment(word: str, zipf: float, language: Language) -> bool:
    """Whether a lower-case word may be no word of its own."""
    return zipf < _RARE and not word[0].isdigit() and word not in language.term_words


def _could_be_one(left: Word, right: Word) -> bool:
    return (
        left.lower not in ("a", "i")
        and right.text.islower()
        and (left.text[1:].islower() or len(left.text) == 1)
        and (left.text + right.text).isalpha()
    )


def _rule(left: str, right: str, language: Language) -> str | None:
    """The rule that joins two words which make one."""
    joined, parts = left + right, (left, right)
    if len(joined) < _SHORTEST:
        return None
    fragments = [part for part in parts if _is_fragment(part, language.zipf(part), language)]
    if _is_broken(joined, parts, fragments, language):
        return "split_word"
    is_term = len(joined) >= _SHORTEST_TERM and joined in language.term_words
    if is_term and not left.endswith("o") and any(language.zipf(part) < _UNHEARD for part in fragments):
        return "split_term_word"
    is_ending = right in _ENDINGS and language.zipf(left) < _FUNCTION
    is_ending &= language.zipf(joined) >= max(_COMMON, language.zipf(right) - 0.5)
    return "split_ending" if is_ending else None


def _is_broken(joined: str, parts: Sequence[str], fragments: Sequence[str], language: Language) -> bool:
    """Whether a word is so much commoner than its parts that it is meant: the stranger these, the sooner."""
    common = language.zipf(joined)
    if common >= _EVERYDAY and all(language.zipf(part) < _SELDOM for part in parts):
        return True
    strange = [part for part in fragments if len(joined) >= _SHORTEST_TERM and not language.knows(part)]
    is_unheard = any(len(part) >= _LONG and not language.zipf(part) for part in strange)
    if is_unheard and joined not in language.term_words:
        return common >= _HEARD
    return bool(fragments) and common >= (_UNCOMMON if strange else _COMMON)
