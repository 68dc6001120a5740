"""How often the likeliest options are right, and from which probability they are right often enough."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.correct.rulebook import Measured
from pipeline.correct.wording.learned import Threshold
from training.correct.learning import HEALTH, PAGES, Judged

RULES = ("misspelling", "rare_misspelling", "wrong_word", "wrong_form")
NEVER_APPLIED = frozenset({"wrong_form"})
NEVER = 2.0
LEAST_PRECISION = 0.98
"""Of what a rule makes on pages of health: the lower end of the 95 % Wilson interval."""
MOST_FALSE = 0.12
"""False repairs in 10,000 words of all pages that a rule may make unattended."""
MOST_SHOWN = 0.8
"""False proposals in 10,000 words that a rule may show besides."""
_LEVELS = (*(step / 100 for step in range(30, 99)), *(step / 1000 for step in range(990, 1000)))
_BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)


class Bin(NamedTuple):
    """Proposals of like probability."""

    lower: float
    upper: float
    proposals: int
    belief: float
    """Their mean probability."""
    right: int


def threshold(judged: Sequence[Judged], rule: str, words: int) -> Threshold:
    """From where a rule's proposals may be made and shown.

    Args:
        judged: the proposals on pages, of all rules.
        rule: the rule.
        words: how many words the pages have.
    """
    own = [one for one in judged if one.rule_id == rule and one.example.origin in PAGES]
    of_health = [one for one in own if one.example.origin == HEALTH]
    fits = [
        level for level in _LEVELS if rule not in NEVER_APPLIED and _may_apply(own, of_health, level, words)
    ]
    apply_from = min(fits, default=NEVER)
    flag_from = min(
        (level for level in _LEVELS if _false(own, level) <= MOST_SHOWN * words / 1e4), default=NEVER
    )
    measured = measure(of_health, apply_from if fits else flag_from)
    return Threshold(apply_from, min(flag_from, apply_from), measured.proposals, measured.right)


def measure(judged: Iterable[Judged], level: float) -> Measured:
    """How many proposals have that probability and more, and how many of these are right."""
    found = [one.is_right for one in judged if one.belief >= level]
    return Measured(len(found), sum(found))


def reliability(judged: Sequence[Judged]) -> list[Bin]:
    """Proposals on pages by probability: a probability of .9 should be right nine times in ten."""
    bins = []
    for lower, upper in pairwise(_BINS):
        found = [
            one
            for one in judged
            if one.example.origin in PAGES and (lower <= one.belief < upper or one.belief == upper == 1.0)
        ]
        mean = sum(one.belief for one in found) / max(len(found), 1)
        bins.append(Bin(lower, upper, len(found), mean, sum(one.is_right for one in found)))
    return bins


def _may_apply(own: Sequence[Judged], of_health: Sequence[Judged], level: float, words: int) -> bool:
    """Whether what lies above the level is right often enough on pages of health, and seldom wrong on any."""
    few = MOST_FALSE * words / 1e4
    return measure(of_health, level).lower_bound >= LEAST_PRECISION and _false(own, level) <= few


def _false(own: Sequence[Judged], level: float) -> int:
    return sum(1 for one in own if one.belief >= level and not one.is_right and not one.example.is_error)
