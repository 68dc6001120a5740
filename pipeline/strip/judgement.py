"""The plain judgement for blocks that no rule claims: a weighted sum of features."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass

from pipeline.model import Document, Rule
from pipeline.strip.features import Features, block_features
from pipeline.strip.outline import Outline

JUDGEMENT = Rule(
    rule_id="strip.judgement",
    stage="strip",
    description="Whether a block that no rule claims reads and stands like main content",
    action="keep or drop",
)

KEEP_FROM = 0.5
"""Least score with which a block is kept."""


@dataclass(frozen=True, slots=True)
class Weight:
    """How much one feature speaks for (positive) or against a block."""

    feature: str
    weight: float
    phrase: str
    """What a reviewer reads when the feature speaks against the block."""


BIAS = -3.0
WEIGHTS = (
    Weight("length", 1.8, ""),
    Weight("is_tiny", -1.0, "one or two words"),
    Weight("is_sentence", 0.5, ""),
    Weight("is_lead_in", 1.0, ""),
    Weight("is_cut_off", -0.5, "cut off"),
    Weight("title_case", -1.4, "worded like a title"),
    Weight("digit_share", -1.5, "mostly digits"),
    Weight("is_repeated", -0.7, "said elsewhere on the page"),
    Weight("is_in_main", 1.0, ""),
    Weight("nearness_above", 0.4, ""),
    Weight("nearness_below", 0.9, ""),
    Weight("is_beside_claimed", -1.8, "next to boilerplate"),
    Weight("is_in_container", 2.0, ""),
    Weight("link_share", -0.5, "mostly links"),
    Weight("away", -2.0, "in a part of the page named as its frame"),
    Weight("inside", 1.8, ""),
)
"""Set by hand after a logistic fit to development pages with and without markup, then rounded."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of one block."""

    score: float
    reason: str

    @property
    def is_kept(self) -> bool:
        """The score reaches the mark."""
        return self.score >= KEEP_FROM


def judge(document: Document, page: Outline, claimed: Collection[int]) -> list[Verdict]:
    """Judge every block of a page, also those that rules claim (their verdict is of no use)."""
    return [_verdict(features) for features in block_features(page, claimed)]


def _verdict(features: Features) -> Verdict:
    pulls = [(weight.weight * getattr(features, weight.feature), weight.phrase) for weight in WEIGHTS]
    score = 1 / (1 + math.exp(-BIAS - sum(pull for pull, _ in pulls)))
    if score >= KEEP_FROM:
        return Verdict(score, "reads and stands like main content")
    against = [phrase for pull, phrase in sorted(pulls) if pull < 0 and phrase]
    return Verdict(score, f"unlike main content: {', '.join(against[:2]) or 'short line'}")
