"""Precision, recall and F1 of found spans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass

SpanSet = Set[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Figure:
    """Strict figures: start, end and label must be equal."""

    precision: float
    recall: float
    f1: float


Figures = dict[str, Figure]


def measure(pairs: Iterable[tuple[SpanSet, SpanSet]]) -> Figures:
    """Figures a label and for `ALL`, over pairs of wanted and found spans of a text."""
    wanted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for want, got in pairs:
        for count, spans in ((wanted, want), (found, got), (right, want & got)):
            for *_, label in spans:
                count.update((label, "ALL"))
    return {label: _figure(right[label], found[label], wanted[label]) for label in sorted(wanted)}


def precision_by(kinds: Iterable[tuple[str, bool]]) -> dict[str, float]:
    """Share of right ones of each kind, from pairs of kind and whether it was right."""
    all_of: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for kind, is_right in kinds:
        all_of[kind] += 1
        right[kind] += is_right
    return {kind: right[kind] / all_of[kind] for kind in sorted(all_of)}


def _figure(right: int, found: int, wanted: int) -> Figure:
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    return Figure(precision, recall, 2 * right / max(found + wanted, 1))
