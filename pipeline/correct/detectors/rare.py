"""Misspellings so frequent that the word list holds them.

"symtoms" is some thousand times rarer than "symptoms", which is one slip away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from pipeline.correct.candidate import Candidate
from pipeline.correct.detectors.judged import judged_words, prose_words
from pipeline.correct.detectors.nonword import differs_at_an_end, one_slip_away
from pipeline.correct.language import Language
from pipeline.correct.near import is_variant
from pipeline.correct.policy import is_direction_pair
from pipeline.correct.text import Text
from pipeline.vocabulary import word_key

_SHORTEST, _LONGEST = 5, 30
_RARE = 2.2
"""Zipf frequency below which a word is rare."""
_GAP = 2.95
"""By how much in Zipf frequency the right word must be the commoner one: 900 times as frequent."""
_LONG, _LONG_GAP = 8, 2.45
"""Letters from which a word has few neighbours, and the gap that is enough for it: 280 times."""
_MARGIN = 1.0
"""By how much in Zipf frequency the likeliest word must lead the next."""

Verdict = tuple[str, str, str]
"""Rule, right word, evidence."""


def detect_rare_words(text: Text, language: Language) -> Iterator[Candidate]:
    """Rare lower-case words, of no medical term, with exactly one far commoner word one slip away."""
    present = Counter(word.lower for sentence in text.sentences for word in sentence.words)
    rare = prose_words(text, lambda word: _is_rare(word.text, language))
    for sentence, word, verdict in judged_words(rare, lambda word: _verdict(word, present, language)):
        rule, right, evidence = verdict
        yield Candidate(sentence.block, word.start, word.end, right, rule, evidence)


def _is_rare(word: str, language: Language) -> bool:
    if not (_SHORTEST <= len(word) <= _LONGEST and word.isascii() and word.isalpha() and word.islower()):
        return False
    is_term = word in language.term_words or word_key(word) in language.term_words
    return 0 < language.zipf(word) < _RARE and not is_term


def _verdict(word: str, present: Mapping[str, int], language: Language) -> Verdict | None:
    near = sorted(one_slip_away(word), key=lambda right: (-language.zipf(right), right))
    right, lead = near[0], language.zipf(near[0]) - language.zipf(near[1])
    gap = language.zipf(right) - language.zipf(word)
    if gap < (_LONG_GAP if len(word) >= _LONG else _GAP) or lead < _MARGIN:
        return None
    if differs_at_an_end(word, right) or is_variant(word, right) or is_direction_pair(word, right):
        return None
    times = round(10**gap, 1 - int(gap))
    evidence = f'"{right}" is some {times:,.0f} times as frequent in English.'
    if present[right] >= present[word]:
        return "rare_word_document", right, f"{evidence[:-1]} and stands in the document."
    return "rare_word", right, evidence
