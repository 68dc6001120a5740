"""What a verdict that reaches beyond one place would touch, and what it would revert."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Literal

from pipeline.model import Scope
from pipeline.review.entries import Row, rows_of
from pipeline.review.index.states import DECIDED
from pipeline.review.samples import Place, contrasting
from pipeline.review.session import Work
from pipeline.review.verdicts import check_scope

_REVERTED = {
    "reject": ("applied", "accepted", "dropped", "found", "duplicate"),
    "accept": ("kept", "rejected"),
}
"""The statuses that a verdict turns into their contrary."""
_NARROWER: dict[Scope, tuple[Scope, ...]] = {"source": ("place",), "rule": ("place", "source")}


@dataclass(frozen=True, slots=True)
class Reach:
    """What a verdict would touch: how many entries, how many of them it would revert, of how many sources."""

    count: int
    reverts: int
    sources: int
    examples: tuple[Place, ...]


def reach(
    work: Work, row: Row, scope: Literal["source", "rule"], action: Literal["accept", "reject"]
) -> Reach:
    """Count what a verdict on an entry would touch, if it reached so far; narrower verdicts stand before it.

    Raises:
        ArgumentError: such a verdict on this entry cannot reach so far.
    """
    check_scope(row, scope, action)
    where, parameters = _touched(row, scope)
    if scope == "rule" and action == "accept":
        where += " AND NOT needs_person"
    kept_out = _decided_more_narrowly(work, where, parameters, scope)
    query = f"SELECT id, status, source_id FROM entries WHERE {where}"
    touched = [found for found in work.connection.execute(query, parameters) if found[0] not in kept_out]
    return Reach(
        count=len(touched),
        reverts=sum(status in _REVERTED[action] for _, status, _ in touched),
        sources=len({source_id for *_, source_id in touched}),
        examples=_examples(work.connection, where, parameters, kept_out),
    )


def _touched(row: Row, scope: Scope) -> tuple[str, tuple[object, ...]]:
    if scope == "source":
        return "source_key = ?", (row.source_key,)
    return "kind = ? AND rule_id = ?", (row.kind, row.rule_id)


def _decided_more_narrowly(work: Work, where: str, parameters: tuple[object, ...], scope: Scope) -> set[int]:
    query = f"SELECT id FROM entries WHERE {where} AND state = {DECIDED}"
    ids = [found[0] for found in work.connection.execute(query, parameters)]
    decided = ((row.id, work.standing.outcome(row.keys).decision) for row in rows_of(work.connection, ids))
    return {row_id for row_id, decision in decided if decision and decision.scope in _NARROWER[scope]}


def _examples(
    connection: sqlite3.Connection, where: str, parameters: tuple[object, ...], kept_out: set[int]
) -> tuple[Place, ...]:
    """Places of which nothing narrower is said, if there are any."""
    if kept_out:
        where += f" AND state != {DECIDED}"
    return contrasting(connection, where, parameters)
