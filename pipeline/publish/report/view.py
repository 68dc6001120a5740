"""Figures arranged for the page: what stands in one row, and how long its bar is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from pipeline.model import MADE
from pipeline.pieces import Piece, pieces
from pipeline.publish.report.figures import Corrections, Drops, Example, Report, RuleFigures

_CONTEXT = 30  # characters of the raw block that the table gives on each side
_REASONS = 3
_CATEGORIES = 7
_BANDS = (
    ("0.99 and more", 0.99, 2.0),
    ("0.95 to 0.99", 0.95, 0.99),
    ("0.90 to 0.95", 0.90, 0.95),
    ("below 0.90", 0.0, 0.90),
)
"""Name of each band of precision, its least value and the first above it."""


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of all words: the kept ones, or those dropped for reasons of one sort."""

    name: str
    words: int
    start: int
    """Words before it."""


@dataclass(frozen=True, slots=True)
class DroppedByRule:
    """What one rule dropped."""

    rule_id: str | None
    description: str
    blocks: int
    words: int
    reasons: tuple[Drops, ...]
    """The commonest."""
    n_reasons: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trust:
    """Corrections by how good their rules were found to be."""

    name: str
    rules: int
    made: int
    flagged: int


@dataclass(frozen=True, slots=True)
class CorrectedByRule:
    """What one rule corrected or proposed."""

    rule_id: str
    description: str
    measured_precision: float | None
    made: int
    flagged: int
    rejected: int
    examples: tuple[tuple[Corrections, Shown], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A change in its words: what stands around it and what it does."""

    context_before: str
    change: tuple[Piece, ...]
    context_after: str


Role = Literal["subject", "object", "other"]


def portions(report: Report) -> tuple[Portion, ...]:
    """All words that came in: kept, and dropped by sort of reason (what a reason says before its colon)."""
    sorts: defaultdict[str, int] = defaultdict(int)
    for drop in report.drops:
        sorts[(drop.reason or "no reason").partition(":")[0]] += drop.words
    ranked = sorted(sorts.items(), key=lambda sort: (-sort[1], sort[0]))
    rest = sum(words for _, words in ranked[_CATEGORIES:])
    named = [
        ("kept", report.flow.kept_words),
        *ranked[:_CATEGORIES],
        *([("other reasons", rest)] if rest else []),
    ]
    placed, start = [], 0
    for name, words in named:
        placed.append(Portion(name, words, start))
        start += words
    return tuple(placed)


def dropped_by_rule(report: Report) -> tuple[DroppedByRule, ...]:
    """The rules that dropped blocks, most words first."""
    described = _described(report.rules)
    by_rule = sorted(report.drops, key=lambda drop: drop.rule_id or "")
    rows = [
        _dropped(rule_id, described, sorted(drops, key=lambda drop: -drop.words))
        for rule_id, drops in groupby(by_rule, key=lambda drop: drop.rule_id)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.words, row.rule_id or "")))


def _dropped(rule_id: str | None, described: dict[str, RuleFigures], drops: Sequence[Drops]) -> DroppedByRule:
    rule = described.get(rule_id or "")
    return DroppedByRule(
        rule_id,
        rule.description if rule else "",
        sum(drop.blocks for drop in drops),
        sum(drop.words for drop in drops),
        tuple(drops[:_REASONS]),
        len(drops),
        drops[0].examples,
    )


def corrected_by_rule(report: Report) -> tuple[CorrectedByRule, ...]:
    """The rules that corrected or proposed something, most made first."""
    described = _described(report.rules)
    by_rule = sorted(report.corrections, key=lambda group: group.rule_id)
    rows = [
        _corrected(described.get(rule_id), rule_id, tuple(groups))
        for rule_id, groups in groupby(by_rule, key=lambda group: group.rule_id)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.made, -row.flagged, row.rule_id)))


def _corrected(rule: RuleFigures | None, rule_id: str, groups: Sequence[Corrections]) -> CorrectedByRule:
    return CorrectedByRule(
        rule_id,
        rule.description if rule else "",
        rule.measured_precision if rule else None,
        made=sum(group.corrections for group in groups if group.status in MADE),
        flagged=sum(group.corrections for group in groups if group.status == "flagged"),
        rejected=sum(group.corrections for group in groups if group.status == "rejected"),
        examples=tuple(
            (group, _shown(example)) for group in sorted(groups, key=_standing) for example in group.examples
        ),
    )


def trust(corrected: Iterable[CorrectedByRule]) -> tuple[Trust, ...]:
    """Corrections by bands of measured precision, best first, then those of rules never measured."""
    rows = tuple(corrected)
    measured = [(row.measured_precision, row) for row in rows if row.measured_precision is not None]
    bands = [
        (name, [row for precision, row in measured if low <= precision < high]) for name, low, high in _BANDS
    ]
    unmeasured = [row for row in rows if row.measured_precision is None]
    return tuple(
        Trust(name, len(band), sum(row.made for row in band), sum(row.flagged for row in band))
        for name, band in [*bands, ("not measured", unmeasured)]
        if band
    )


def _described(rules: Iterable[RuleFigures]) -> dict[str, RuleFigures]:
    return {rule.rule_id: rule for rule in rules}


def _standing(group: Corrections) -> tuple[bool, str]:
    return group.status not in MADE, group.status


def _shown(example: Example) -> Shown:
    before, after = example.context_before, example.context_after
    if len(before) >= _CONTEXT:  # it begins within a word, more often than not
        before = "…" + (before.partition(" ")[2] or before)
    if len(after) >= _CONTEXT:
        after = (after.rpartition(" ")[0] or after) + "…"
    return Shown(before, pieces(example.before, example.after), after)


def emphasised(evidence: str, subject: str, object_: str) -> tuple[tuple[Role, str], ...]:
    """The evidence with the first place of subject and of object marked, where it has them."""
    folded = evidence.lower()
    if len(folded) != len(evidence):  # a letter whose lower case is two: offsets would not hold
        folded = evidence
    found: list[tuple[int, int, Role]] = []
    named: tuple[tuple[str, Role], ...] = ((subject, "subject"), (object_, "object"))
    for surface, role in named:
        start = folded.find(surface.lower())
        end = start + len(surface)
        if start >= 0 and all(end <= other[0] or start >= other[1] for other in found):
            found.append((start, end, role))
    parts: list[tuple[Role, str]] = []
    position = 0
    for start, end, role in sorted(found):
        parts += [("other", evidence[position:start]), (role, evidence[start:end])]
        position = end
    return (*parts, ("other", evidence[position:]))
