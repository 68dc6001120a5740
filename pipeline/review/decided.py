"""All that was decided, and what has become of it: in clean/, waiting, stale or disputed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from pipeline.model import Decision
from pipeline.review.decisions import settle
from pipeline.review.facets import Option
from pipeline.review.last_run import Told
from pipeline.review.notes import describe_dispute
from pipeline.review.session import Work

Fate = Literal["applied", "waiting", "stale", "disputed"]
_LABELS: Mapping[Fate, str] = {
    "disputed": "disputed", "stale": "stale", "waiting": "waiting for make all", "applied": "in clean/",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A verdict that stands, and what has become of it."""

    line: str
    """Id of the verdict; empty of one that was taken back."""
    is_own: bool
    """Whether the reviewer who looks gave it."""
    is_opposed: bool
    """Whether that reviewer has said something else."""
    outcome: Fate
    why: str
    time: str
    reviewer: str
    kind: str
    scope: str
    action: str
    before: str
    after: str
    rule_id: str
    path: str
    """The page or, of a verdict that reaches over a source, the source."""


def decision_rows(work: Work) -> tuple[DecisionRow, ...]:
    """All verdicts that stand, and those taken back that clean/ still has; the last given first.

    Raises:
        ArgumentError: the last run's list of decisions is broken.
    """
    last_run = work.last_run()
    paths = {row[0] for row in work.connection.execute("SELECT path FROM documents")}
    found = [
        _row(work, decision, last_run, paths)
        for own in work.standing.by_reviewer.values()
        for decision in own.values()
        if decision.action != "skip"
    ]
    spoken_of = {key for own in work.standing.by_reviewer.values() for key in own}
    found += [_undone(told) for key, told in last_run.items() if not told.problem and key not in spoken_of]
    return tuple(sorted(found, key=lambda row: (row.time, row.reviewer, row.path, row.before), reverse=True))


def count_fates(found: tuple[DecisionRow, ...]) -> Mapping[Fate, int]:
    """How many have met which fate; those that need somebody first."""
    counts = Counter(row.outcome for row in found)
    return {fate: counts[fate] for fate in _LABELS}


def fate_options(counts: Mapping[Fate, int], chosen: str) -> tuple[Option, ...]:
    """The filter of the page by fate."""
    every = Option("", "all", sum(counts.values()), not chosen, decisions_url(""))
    return (every, *(Option(fate, _LABELS[fate], number, fate == chosen, decisions_url(fate))
                     for fate, number in counts.items()))  # fmt: skip


def decisions_url(outcome: str, page: int = 1) -> str:
    """The address of one page of the decisions with this outcome, or of all."""
    query = urlencode(({"outcome": outcome} if outcome else {}) | ({"page": page} if page > 1 else {}))
    return f"/decisions?{query}" if query else "/decisions"


def _row(work: Work, decision: Decision, last_run: Mapping[str, Told], paths: set[str]) -> DecisionRow:
    outcome, why = _fate(work, decision, last_run, paths)
    own = work.standing.own.get(decision.key)
    return DecisionRow(
        line=decision.id,
        is_own=decision.reviewer == work.desk.reviewer,
        is_opposed=own is not None and own.action != "skip" and settle((own, decision)) is None,
        outcome=outcome,
        why=why,
        time=decision.time,
        reviewer=decision.reviewer,
        kind=decision.kind,
        scope=decision.scope,
        action=decision.action,
        before=decision.before,
        after=decision.after,
        rule_id=decision.rule_id,
        path=decision.path or decision.source_id or "",
    )


def _undone(told: Told) -> DecisionRow:
    why = "It was taken back after the last make all; the next one undoes it."
    place = told.path or told.source_id
    return DecisionRow("", False, False, "waiting", why, *told[1:-2], path=place)


def _fate(work: Work, decision: Decision, last_run: Mapping[str, Told], paths: set[str]) -> tuple[Fate, str]:
    if dispute := work.standing.disputed.get(decision.key):
        return "disputed", describe_dispute(dispute)
    told = last_run.get(decision.key)
    if told is None or told.problem == "disputed" or not _is_same(decision, told):
        return "waiting", "It was given after the last make all; the next one applies it."
    if told.problem:
        return "stale", _why_stale(decision, paths)
    return "applied", ""


def _is_same(decision: Decision, told: Told) -> bool:
    is_refused = decision.action == "reject"
    return is_refused == (told.action == "reject") and (is_refused or decision.after == told.after)


def _why_stale(decision: Decision, paths: set[str]) -> str:
    if decision.path and decision.path not in paths:
        return "The page is not among the documents any more."
    if decision.scope == "place":
        return "The page says something else there now, or the rule finds nothing there any more."
    return "Nothing of the kind is found any more."
