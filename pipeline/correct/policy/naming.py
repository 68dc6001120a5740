"""Clauses on names: people, places and brands; genes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.correct.policy.change import WORD, Change
from pipeline.correct.policy.words import listed

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+")
_FIRST = re.compile(rf"\s*({WORD.pattern})")
_OPENS_SENTENCE = re.compile(r"(?:^|[.?!:•|\n]|(?<!\w)-|-\s)[\"'“‘(\s]*\Z")
"""A hyphen between two words opens none: "Camurati-Engelmann"."""
_GENE_AHEAD = re.compile(r"[ -](?:genes?|alleles?|loc(?:us|i))\b")
_GENE_BEHIND = re.compile(r"\b(?:genes?|alleles?),? (?:(?:is |are )?(?:called|named) )?\(?\Z")
_EVERYDAY = 3.0
"""Zipf frequency from which a word is taken for no gene's name."""


def touches_gene(change: Change) -> bool:
    """The name of a gene: a rare or capitalised word right by the word gene."""
    if not (_GENE_AHEAD.match(change.ahead) or _GENE_BEHIND.search(change.behind)):
        return False
    return any(word.isupper() or change.language.zipf(word.lower()) < _EVERYDAY for word in change.gone)


def touches_name(change: Change) -> bool:
    """A capitalised word that does not open its sentence, or one of mixed case."""
    gone = _without_buttons(change)
    if any(not (word.islower() or word.istitle()) for word in gone if len(word) > 1):
        return True
    opener = _FIRST.match(change.before) if _OPENS_SENTENCE.search(change.behind) else None
    return any(word[:1].isupper() for word in gone if opener is None or word != opener[1])


def _without_buttons(change: Change) -> Sequence[str]:
    """The lost words less those that a deleted button has: "Read More", "Share on FacebookTweet"."""
    if not change.is_deletion_of_boilerplate:
        return change.gone
    buttons = listed("interface_words")
    return [word for word in change.gone if not {part.lower() for part in _PARTS.findall(word)} <= buttons]
