"""The concept that a page is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.model import CleanBlock, CleanText, Mention
from pipeline.vocabulary import term_key

_TITLE_WEIGHT, _HEADING_WEIGHT, _OPENING_WEIGHT = 8, 3, 2
_FIRST_WEIGHT = 3
"""For what is named first of all: a page without a title begins with its subject."""
_N_OPENING_BLOCKS = 2


def find_topic(clean: CleanText, mentions: Sequence[Mention]) -> str | None:
    """Id of the condition or symptom that is said most, in title, headings and opening above all, and first.

    A treatment is the topic only of a page that names nothing else; of equal ones the first wins.
    """
    problems = [mention for mention in mentions if mention.label != "TREATMENT"] or mentions
    title = f" {term_key(clean.title or '')} "
    weights: Counter[str] = Counter()
    named = {mention.block_index for mention in problems}
    places = {block.block.index: _weight(place, block)
              for place, block in enumerate(clean.blocks) if block.block.index in named}  # fmt: skip
    for mention in problems:
        weights[mention.concept_id] += places[mention.block_index]
    for concept_id, surface in {(mention.concept_id, term_key(mention.surface)) for mention in problems}:
        if f" {surface} " in title:
            weights[concept_id] += _TITLE_WEIGHT
    first = {mention.concept_id: -mention.start for mention in reversed(problems)}
    weights.update({max(first, key=first.__getitem__): _FIRST_WEIGHT} if first else {})
    return max(weights, key=lambda concept_id: (weights[concept_id], first[concept_id]), default=None)


def _weight(place: int, block: CleanBlock) -> int:
    if block.block.is_heading:
        return _TITLE_WEIGHT if place == 0 else _HEADING_WEIGHT
    return _OPENING_WEIGHT if place < _N_OPENING_BLOCKS else 1
