"""Clauses on spellings that the writer means: right on one side of the Atlantic, or used again and again."""

from __future__ import annotations

from pipeline.correct.policy.change import Change
from pipeline.correct.policy.words import swaps

_EVERYWHERE = 5.3
"""Zipf frequency from which a word stands in every text, so that its number of uses says nothing."""


def swaps_spellings(change: Change) -> bool:
    """A British spelling for an American one or the other way round, both known words."""
    knows = change.language.knows
    return any(
        is_spelling_pair(one, other) and knows(one) and knows(other)
        for one in map(str.lower, change.gone)
        for other in map(str.lower, change.new)
    )


def is_spelling_pair(one: str, other: str) -> bool:
    """Whether two different lower-case words are the British and the American spelling of one."""
    return one != other and any(swaps(one, other, "spelling_variants"))


def is_repeated(change: Change) -> bool:
    """A word that the document uses twice and more as it stands, and oftener than what is to replace it.

    Only where the letters change: a space or an apostrophe lost twice is lost all the same.
    """
    if not change.new or change.keeps_letters:
        return False
    rival = max(change.uses.get(word.lower(), 0) for word in change.new)
    return any(
        change.uses.get(word, 0) > max(1, rival) and change.language.zipf(word) < _EVERYWHERE
        for word in map(str.lower, change.gone)
    )
