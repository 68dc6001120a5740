"""What the tagger learned: a weight for each of its features and each tag, by label scheme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pipeline.extract.viterbi import Numbers
from pipeline.model import Label

LABELS: tuple[Label, ...] = ("CONDITION", "SYMPTOM", "TREATMENT")
Tags = tuple[str, ...]
Scheme = Literal["consumer", "bc5cdr", "ncbi"]
SCHEMES: Mapping[Scheme, tuple[Label, ...]] = {
    "consumer": LABELS,
    "bc5cdr": ("CONDITION", "TREATMENT"),
    "ncbi": ("CONDITION",),
}
"""Label scheme -> its labels: consumer pages, or abstracts as a corpus annotates them."""
SCALE = 64
"""Scores are weights times this, rounded."""


def tags_of(scheme: Scheme) -> Tags:
    """The tags of a scheme: outside, then first and inner token of each label."""
    return ("O", *(f"{place}-{label}" for label in SCHEMES[scheme] for place in "BI"))


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """A trained model of one scheme."""

    tags: Tags
    transitions: Numbers = field(repr=False)
    """`transitions[i, j]` is the score of tag j after tag i."""
    rows: Mapping[str, int] = field(repr=False)
    """Feature -> its row in `scores`."""
    scores: Numbers = field(repr=False)
    """One row a feature, one column a tag."""
