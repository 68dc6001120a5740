"""How good the rules are, by people's verdicts, and how far people agree with each other."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.interval import wilson
from pipeline.model import Decision

Label = str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule, and what people said of single places at which it acted.

    People look first at what is doubtful, so that the precision is that of what they looked at, and no more.
    """

    rule_id: str
    description: str
    judged: int
    right: int
    precision: float | None
    """None where nobody has judged."""
    low: float
    """The ends of the 95 % Wilson interval of the precision."""
    high: float
    left: int
    """Entries of the rule that are undecided."""


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two reviewers, and the places that both have judged, each by what they said first."""

    one: str
    other: str
    both: int
    agreement: float
    kappa: float | None
    """Cohen's kappa; None where both say the same of everything, so that chance explains it all."""


def rule_rows(connection: sqlite3.Connection, settled: Iterable[Decision]) -> tuple[RuleRow, ...]:
    """The rules that have entries or verdicts; those most judged first.

    Args:
        connection: the index.
        settled: the verdicts that count; those of scope `place` tell, an own replacement says that the rule
            was wrong.
    """
    judged: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for decision in settled:
        if decision.scope == "place":
            judged[decision.rule_id] += 1
            right[decision.rule_id] += decision.action == "accept"
    texts = dict(connection.execute("SELECT rule_id, description FROM rules").fetchall())
    left = dict(
        connection.execute("SELECT rule_id, sum(state != 1) FROM entries GROUP BY rule_id").fetchall()
    )
    rows = (
        _rule_row(rule_id, texts.get(rule_id, ""), judged[rule_id], right[rule_id], left.get(rule_id, 0))
        for rule_id in {*judged, *left}
    )
    return tuple(sorted(rows, key=lambda row: (-row.judged, -row.left, row.rule_id)))


def pair_rows(histories: Mapping[str, Sequence[Decision]]) -> tuple[PairRow, ...]:
    """The pairs of reviewers who have judged the same places.

    Args:
        histories: by reviewer, what they said and did not take back, in order. The first verdict on a place
            counts: a later one may have come of a talk.
    """
    first = {reviewer: _first_verdicts(lines) for reviewer, lines in sorted(histories.items())}
    return tuple(row for one, other in combinations(first, 2)
                 for row in _pair_row(one, other, first[one], first[other]))  # fmt: skip


def kappa(labels: Sequence[tuple[Label, Label]]) -> float | None:
    """Cohen's kappa (1960) of two people's labels of the same things; None where it is not defined.

    Args:
        labels: one pair a thing, at least one.
    """
    total = len(labels)
    observed = sum(one == other for one, other in labels) / total
    ones, others = Counter(one for one, _ in labels), Counter(other for _, other in labels)
    expected = sum(count * others[label] for label, count in ones.items()) / total**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def _rule_row(rule_id: str, description: str, judged: int, right: int, left: int) -> RuleRow:
    low, high = wilson(right, judged)
    precision = right / judged if judged else None
    return RuleRow(rule_id, description, judged, right, precision, low, high, left)


def _first_verdicts(lines: Iterable[Decision]) -> dict[str, Decision]:
    found: dict[str, Decision] = {}
    for line in lines:
        if line.scope == "place" and line.action != "skip":
            found.setdefault(line.key, line)
    return found


def _pair_row(
    one: str, other: str, said: Mapping[str, Decision], answered: Mapping[str, Decision]
) -> Iterator[PairRow]:
    labels = [_labels(said[key], answered[key]) for key in sorted(said.keys() & answered.keys())]
    if labels:
        agreement = sum(first == second for first, second in labels) / len(labels)
        yield PairRow(one, other, len(labels), agreement, kappa(labels))


def _labels(one: Decision, other: Decision) -> tuple[Label, Label]:
    """Accept, reject or edit. Typing what another accepts agrees with it; two other replacements do not."""
    if "reject" not in {one.action, other.action} and one.after == other.after:
        label = "edit" if one.action == other.action == "edit" else "accept"
        return label, label
    if one.action == other.action == "edit":
        return "edit", "other edit"
    return one.action, other.action
