"""The trained judgement for blocks that no rule claims, with what a reviewer reads about it."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

import msgspec
import numpy as np
from numpy.typing import NDArray

from pipeline.model import Document
from pipeline.strip.classifier import Classifier, Judged
from pipeline.strip.evidence.families import AROUND, FAMILIES
from pipeline.strip.outline import Outline

_TELLING = 0.1
"""Least pull, in log-odds, that a reason names."""
_DIGITS = 4
_NONE = -1
_ALL = (*FAMILIES, AROUND)
_SILENT = [place for place, family in enumerate(_ALL) if not family.speaks_for or family is AROUND]


class Verdict(msgspec.Struct, frozen=True, gc=False):
    """The judgement of one block."""

    is_kept: bool
    score: float
    """Belief that it is main content, 0 to 1, with four digits."""
    reason: str


def judge(
    document: Document, page: Outline, claimed: Collection[int], classifier: Classifier
) -> list[Verdict]:
    """Judge every block of a page, also those that rules claim (their verdict is of no use).

    Args:
        document: the page.
        page: its blocks; at least one.
        claimed: indices of the blocks that rules claim.
        classifier: the one for the document's media type.
    """
    judged = classifier.judge(document, page, claimed)
    kept = judged.scores >= classifier.keep_from
    reasons = _reasons(judged, kept, classifier.keep_from)
    return list(map(Verdict, kept.tolist(), judged.scores.round(_DIGITS).tolist(), reasons))


def _reasons(judged: Judged, kept: NDArray[np.bool_], keep_from: float) -> list[str]:
    """For each line, the families that pull most towards its verdict.

    The lines around are named where the second stage overrules the first, and where nothing of the line's own
    pulls that way.
    """
    signed = np.where(kept, judged.pulls, -judged.pulls)
    signed[_SILENT] = -np.inf
    first = np.argmax(signed, axis=0)
    lines = np.arange(len(kept))
    strongest = signed[first, lines]
    signed[first, lines] = -np.inf
    second = np.argmax(signed, axis=0)
    overruled = (judged.first_scores >= keep_from) != kept
    named = zip(
        kept.tolist(),
        np.where(overruled | (strongest < _TELLING), len(FAMILIES), first).tolist(),
        np.where(~overruled & (signed[second, lines] >= _TELLING), second, _NONE).tolist(),
        strict=True,
    )
    return [_reason(*of_line) for of_line in named]


@cache
def _reason(is_kept: bool, *families: int) -> str:
    chosen = [_ALL[place] for place in families if place != _NONE]
    phrases = dict.fromkeys(family.speaks_for if is_kept else family.speaks_against for family in chosen)
    verdict = "main content" if is_kept else "unlike main content"
    return f"{verdict}: {', '.join(phrases)}" if phrases else verdict
