"""A name one slip away from that of a drug: for people to decide, always."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.correct.candidate import Candidate
from pipeline.correct.detectors.nonword import one_slip_away
from pipeline.correct.inflection import like
from pipeline.correct.language import Language
from pipeline.correct.text import Text

_SHORTEST, _LONGEST = 7, 30
_BUDGET = 1_000
"""Different names of a document that are looked into."""


def detect_drug_names(text: Text, language: Language) -> Iterator[Candidate]:
    """Capitalised unknown words inside a sentence with exactly one drug name one slip away."""
    verdicts: dict[str, str | None] = {}
    for sentence in text.sentences:
        for word in sentence.words[1:]:
            if not (word.text.istitle() and word.text.isascii() and _SHORTEST <= len(word.text) <= _LONGEST):
                continue
            if language.knows(word.lower) or (word.lower not in verdicts and len(verdicts) >= _BUDGET):
                continue
            if word.lower not in verdicts:
                near = sorted(one_slip_away(word.lower) & language.drug_words)
                verdicts[word.lower] = near[0] if len(near) == 1 else None
            right = verdicts[word.lower]
            if right:
                yield Candidate(
                    sentence.block, word.start, word.end, like(right, word.text), "drug_name",
                    f'"{right.capitalize()}" is a drug.',
                )  # fmt: skip
