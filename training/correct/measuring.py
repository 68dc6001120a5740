"""How often the likeliest options are right, and from which probability they are right often enough."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.correct.precision import Measured
from pipeline.correct.wording.thresholds import Threshold
from training.correct.learning import HEALTH, PAGES, Judged

RULES = ("misspelling", "rare_misspelling", "wrong_word", "wrong_form")
NEVER_APPLIED = frozenset({"wrong_form"})
NEVER = 2.0
LEAST_PRECISION = 0.98
"""Of what a rule makes on pages of health; and the lower end of the 95 % Wilson interval of that of what its
family makes there, from the same probability on."""
_MISSPELLINGS = ("misspelling", "rare_misspelling")
_FAMILY: Mapping[str, Sequence[str]] = dict.fromkeys(_MISSPELLINGS, _MISSPELLINGS)
"""Rules that are trusted together: whether a word list knows a misspelling is no other mechanism."""
MOST_FALSE, MOST_FALSE_ANYWHERE = 0.12, 0.24
"""False repairs in 10,000 words of pages of health, and of all pages, that a rule may make unattended;
general pages have more names and codes, and are not what the tool is for."""
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


def threshold(judged: Sequence[Judged], rule: str, words: Mapping[str, int]) -> Threshold:
    """From where a rule's proposals may be made and shown.

    Args:
        judged: the proposals on pages, of all rules.
        rule: the rule.
        words: how many words the pages of each kind have.
    """
    own = [one for one in judged if one.rule_id == rule and one.example.origin in PAGES]
    of_health = [one for one in own if one.example.origin == HEALTH]
    kin = [
        one for one in judged if one.rule_id in _FAMILY.get(rule, (rule,)) and one.example.origin == HEALTH
    ]
    fits = [
        level
        for level in _LEVELS
        if rule not in NEVER_APPLIED
        and _is_right(of_health, kin, level)
        and _is_seldom_false(own, level, words)
    ]
    apply_from = min(fits, default=NEVER)
    flag_from = min(
        (level for level in _LEVELS if _false(own, level) <= MOST_SHOWN * sum(words.values()) / 1e4),
        default=NEVER,
    )
    measured = measure(of_health, apply_from if fits else flag_from)
    return Threshold(apply_from, min(flag_from, apply_from), measured.proposals, measured.right)


def measure(judged: Iterable[Judged], level: float) -> Measured:
    """How many proposals have that probability and more, and how many of these are right.

    What repeats word for word among the pages counts once: templates prove little.
    """
    found = {(one.example.seed, one.key): one.is_right for one in judged if one.belief >= level}
    return Measured(len(found), sum(found.values()))


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


def _is_right(of_health: Sequence[Judged], kin: Sequence[Judged], level: float) -> bool:
    """Whether what lies above the level is right often enough on pages of health."""
    own = measure(of_health, level).precision
    return min(own, measure(kin, level).lower_bound) >= LEAST_PRECISION


def _is_seldom_false(own: Sequence[Judged], level: float, words: Mapping[str, int]) -> bool:
    """Whether sound words are seldom touched from the level on."""
    of_health = [one for one in own if one.example.origin == HEALTH]
    return (
        _false(of_health, level) <= MOST_FALSE * words[HEALTH] / 1e4
        and _false(own, level) <= MOST_FALSE_ANYWHERE * sum(words.values()) / 1e4
    )


def _false(own: Sequence[Judged], level: float) -> int:
    return sum(1 for one in own if one.belief >= level and not one.is_right and not one.example.is_error)
