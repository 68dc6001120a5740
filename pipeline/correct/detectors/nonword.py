"""Words that no list holds, one slip away from a word of the page, of medicine, or of everyday English."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from string import ascii_lowercase

from pipeline.correct.candidate import Candidate
from pipeline.correct.detectors.judged import judged_words, prose_words
from pipeline.correct.detectors.unknown import is_built, is_unknown
from pipeline.correct.inflection import like
from pipeline.correct.language import Language
from pipeline.correct.near import is_variant
from pipeline.correct.policy import is_direction_pair
from pipeline.correct.text import Text

_COMMON = 3.0
"""Zipf frequency from which an everyday word can be the one that was meant."""
_LONG, _FAMILIAR = 10, 2.5
"""Letters from which a word has few neighbours, and Zipf frequency its neighbour then needs."""
_MARGIN = 1.0
"""By how much in Zipf frequency the likeliest word must lead the next."""
_OFTEN = 3
"""Times a word must stand in the document to be preferred to a more common one."""


def detect_nonwords(text: Text, language: Language) -> Iterator[Candidate]:
    """Unknown words with exactly one likely correction; those of the document itself come first."""
    present = Counter(word.lower for sentence in text.sentences for word in sentence.words)
    unknown = prose_words(text, lambda word: is_unknown(word, language))
    for sentence, word, verdict in judged_words(unknown, lambda word: _verdict(word, present, language)):
        rule, right, evidence = verdict
        yield Candidate(sentence.block, word.start, word.end, like(right, word.text), rule, evidence)


def _verdict(word: str, present: Mapping[str, int], language: Language) -> tuple[str, str, str] | None:
    """Rule, right word and evidence, or None where no word or more than one is likely."""
    near = sorted(
        (right for right in one_slip_away(word) if _is_likely(word, right, language)),
        key=lambda right: (-language.zipf(right), right),
    )
    here = [right for right in near if present.get(right, 0) >= present[word]]
    if len(here) == 1 and (here[0] == near[0] or present[here[0]] >= _OFTEN):
        return "nonword_document", here[0], f'"{here[0]}" stands in the document{_times(present[here[0]])}.'
    if not near or here or present[word] > 1 or is_built(word, language):
        return None
    if len(near) > 1 and language.zipf(near[0]) - language.zipf(near[1]) < _MARGIN:
        return None
    return (
        _rule(word, near[0], language),
        near[0],
        f'The likeliest word one slip away is "{near[0]}".',
    )


def _times(count: int) -> str:
    return f" {count} times" if count > 1 else ""


def _rule(word: str, right: str, language: Language) -> str:
    if len(word) >= _LONG and language.zipf(right) >= _FAMILIAR:
        return "nonword_long"
    return "nonword_term" if right in language.term_words else "nonword"


def _is_likely(word: str, right: str, language: Language) -> bool:
    is_meant = language.zipf(right) >= _COMMON or (len(word) >= 7 and right in language.term_words)
    return is_meant and not (
        is_direction_pair(word, right) or is_variant(word, right) or differs_at_an_end(word, right)
    )


def differs_at_an_end(word: str, right: str) -> bool:
    """Whether they differ in the first or last letter: inflections, foreign forms, other words than slips."""
    return word[0] != right[0] or word[:-1] == right or right[:-1] == word or word[:-1] == right[:-1]


def one_slip_away(word: str) -> set[str]:
    """All words at Damerau-Levenshtein distance one from a lower-case word."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    slips = {left + right[1:] for left, right in cuts if right}
    slips |= {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    slips |= {left + letter + right[1:] for left, right in cuts if right for letter in ascii_lowercase}
    slips |= {left + letter + right for left, right in cuts for letter in ascii_lowercase}
    return slips - {word}
