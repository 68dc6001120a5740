"""Clauses on words that carry a meaning nobody may turn: numbers, units, negations, directions, drugs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pipeline.correct.inflection import is_plural
from pipeline.correct.language import Language
from pipeline.correct.policy.change import Change
from pipeline.correct.policy.words import listed, swaps
from pipeline.correct.policy_lists import load_policy
from pipeline.vocabulary import word_key

_FIGURE = re.compile(r"\d|%")
_SHORTEST_CLASS = 7
"""Letters of the name of a class: statins, opioids; brands in -s are shorter."""
_TELLING = 3
"""Letters of a part over which it tells inside a word too, not only at its beginning or end."""


def touches_number(change: Change) -> bool:
    """A numeral, a word for a number, or the space between two digits; not the space that a word has lost."""
    if _FIGURE.search(change.before + change.after):
        return True
    if change.words & listed("numbers") and not change.keeps_letters:
        return True
    return change.behind[-1:].isdigit() and change.ahead[:1].isdigit()


def touches_unit(change: Change) -> bool:
    """A unit of measure, or a word that doses are told in; not the space that one has lost."""
    return bool(change.words & listed("units")) and not change.keeps_letters


def touches_negation(change: Change) -> bool:
    """A word that says no, or one that a slip may turn into it."""
    return bool(change.words & listed("negations")) or any(
        word.endswith(("n't", "n’t")) for word in change.words
    )


def turns_direction(change: Change) -> bool:
    """A word replaced by its opposite or its neighbour in the body.

    No word is replaced where the letters stay ("in formation"), or where what stood there is none and only
    lacks what looks like a prefix ("ffect").
    """
    return not change.keeps_letters and any(
        _are_opposed(one, other) or (_is_negated(one, other) and change.language.knows(one))
        for one in map(str.lower, change.gone)
        for other in map(str.lower, change.new)
    )


def touches_drug(change: Change) -> bool:
    """A drug name, before or after.

    The pieces that a word was broken into are none, nor is what stood there if no word did and the name of a
    class of drugs is to: "anithistamines".
    """
    if change.keeps_letters:
        words: Iterable[str] = map(str.lower, change.new)
    elif any(map(change.language.knows, map(str.lower, change.gone))):
        words = change.words
    else:
        words = [word for word in change.words if not _is_class(word, change.language)]
    return any(is_drug(word, change.language) for word in words)


def is_direction_pair(one: str, other: str) -> bool:
    """Whether two lower-case words differ by the part that turns the meaning: hyper-/hypo-, -tomy/-stomy.

    Words that differ by a negating prefix count too.
    """
    return _are_opposed(one, other) or _is_negated(one, other)


def _are_opposed(one: str, other: str) -> bool:
    return one != other and (
        frozenset((one, other)) in _pairs()
        or any(
            swap.place == 0 or swap.is_at_end or len(swap.part) > _TELLING
            for swap in swaps(one, other, "direction_parts")
        )
    )


def _is_negated(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return any(long == prefix + short for prefix in load_policy()["negating_prefixes"])


def is_drug(word: str, language: Language) -> bool:
    """Whether a lower-case word names a drug or has a drug's ending."""
    endings = tuple(load_policy()["drug_endings"])
    ends_so = len(word) > 6 and word.endswith(endings) and word not in listed("no_drugs")
    return ends_so or word in language.drug_words


def _is_class(word: str, language: Language) -> bool:
    """Whether a lower-case word names drugs of a kind: a plural of which the singular is known, no brand."""
    return len(word) >= _SHORTEST_CLASS and is_plural(word) and language.knows(word_key(word))


@cache
def _pairs() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in load_policy()["direction_pairs"])
