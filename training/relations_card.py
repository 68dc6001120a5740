"""The card of the ranker of relations."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """Figures of a way to find what treats what: unique relations of a passage, names alike by half."""

    name: str
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def render(packed: bytes, rows: Sequence[Row], *, n_passages: int, n_folds: int, n_traits: int) -> str:
    """The card as Markdown.

    Args:
        packed: the bytes of the model file.
        rows: the figures.
        n_passages: what it was trained on.
        n_folds: of the cross-validation.
        n_traits: that have a weight.
    """
    lines = [
        "# Card: relations.json",
        "",
        "A logistic regression over pairs of a problem and a treatment: treated by, prevented by, or",
        "neither. It decides what treats what, by what the rules read among other things; the other",
        "relations are the rules' alone.",
        "Made by `python -m training.relations --shared PATH` (extra `train`), after the vocabulary.",
        "",
        f"- size: {len(packed):,} bytes, {n_traits:,} traits; SHA-256 {hashlib.sha256(packed).hexdigest()}",
        f"- trained on {n_passages} annotated passages of MedQuAD (CC BY 4.0), each with and without the",
        "  question that heads it; no seed needed",
        "",
        "Unique `treated_by` relations of a passage with its annotated mentions, names that share half of",
        f"their words counted as the same; the ranker's cross-validated by topic in {n_folds} parts.",
        "",
        "| found by | precision | recall | F1 |",
        "|---|---|---|---|",
        *(f"| {row.name} | {row.precision:.3f} | {row.recall:.3f} | {row.f1:.3f} |" for row in rows),
    ]
    return "\n".join(lines) + "\n"
