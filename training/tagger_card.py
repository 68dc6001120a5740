"""The card of the tagger."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from training.clusters import SEED
from training.scores import Figures


def render(packed: bytes, figures: Figures, linked: Mapping[str, float], *, n_passages: int) -> str:
    """The card as Markdown."""
    lines = [
        "# Card: tagger.tsv.xz",
        "",
        "A linear-chain conditional random field that tags conditions, symptoms and treatments.",
        "Made by `python -m training.tagger --shared PATH` (extra `train`), after the vocabulary.",
        "",
        f"- size: {len(packed):,} bytes; SHA-256 {hashlib.sha256(packed).hexdigest()}",
        f"- weights: trained on {n_passages} annotated passages of MedQuAD (CC BY 4.0), no seed needed",
        f"- word clusters: from the text of MedQuAD (CC BY 4.0), seed {SEED}",
        "",
        "Strict figures on mentions (start, end and label equal), cross-validated by topic in four parts:",
        "",
        "| label | precision | recall | F1 |",
        "|---|---|---|---|",
        *(f"| {name} | {f.precision:.3f} | {f.recall:.3f} | {f.f1:.3f} |" for name, f in figures.items()),
        "",
        "Share of found mentions that are right, by how they were linked to a concept:",
        "",
        "| match | precision |",
        "|---|---|",
        *(f"| {match} | {share:.3f} |" for match, share in linked.items()),
        "",
        "The vocabulary's term marks serve as features; the few surfaces that it drops because of",
        "these passages flatter the figures slightly.",
    ]
    return "\n".join(lines) + "\n"
