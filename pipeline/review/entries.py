"""Entries of the queue as the page shows them: with what is decided on them, by whom, and who disagrees."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from pipeline.model import EntryKind, Scope
from pipeline.pieces import Piece, pieces
from pipeline.review.index.states import DECIDED, OPEN, SKIPPED
from pipeline.review.notes import changes_nothing, describe, describe_dispute
from pipeline.review.standing import Keys, Outcome, Standing

LONGEST_SHOWN = 600
"""Characters of a dropped block that the queue shows; all of it stands in the page side by side."""
_SCOPES: dict[EntryKind, tuple[Scope, ...]] = {
    "correction": ("place", "source", "rule"),
    "block": ("place", "source", "rule"),
    "mention": ("place", "source"),
    "duplicate": ("place",),
}
STATES = {OPEN: "open", DECIDED: "decided", SKIPPED: "skipped"}
assert set(_SCOPES) == set(get_args(EntryKind))
_PART = 500
_QUERY = """
SELECT entries.id, key, source_key, kind, document_id, entries.source_id, block_index, before, after, rule_id,
    subkind, confidence, status, context_before, context_after, reason, evidence, needs_person, pages,
    undecided, title, path, ifnull(description, '')
FROM entries JOIN documents USING (document_id) JOIN changes USING (change_id) LEFT JOIN rules USING (rule_id)
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as the index has it; the columns are those of `index.gathered`."""

    id: int
    key: str
    source_key: str
    kind: EntryKind
    document_id: str
    source_id: str
    block_index: int
    before: str
    after: str
    rule_id: str
    subkind: str
    confidence: float | None
    status: str
    context_before: str
    context_after: str
    reason: str
    evidence: str
    needs_person: int
    pages: int
    """Documents that have the same change."""
    undecided: int
    """Identical changes that are not decided."""
    title: str
    path: str
    rule_text: str

    @property
    def keys(self) -> Keys:
        """Under which something may have been decided on it."""
        return Keys(self.key, self.source_key, self.kind, self.rule_id, bool(self.needs_person))

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """How far a verdict on it may reach."""
        return _SCOPES[self.kind]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the queue. `action` and `note` are empty where nobody has decided."""

    key: str
    kind: EntryKind
    title: str
    path: str
    source_id: str
    document_id: str
    rule_id: str
    rule_text: str
    subkind: str
    confidence: float | None
    status: str
    pieces: tuple[Piece, ...]
    context_before: str
    context_after: str
    reason: str
    evidence: str
    action: str
    note: str
    dispute: str
    state: str
    """open, decided or skipped."""
    alike: int
    """Identical changes that are undecided, this one included if it is."""
    can_edit: bool
    changes_nothing: bool
    """Whether accepting leaves the text as it is."""
    scopes: tuple[Scope, ...]
    reach: int
    """Pages that have the same change."""
    proposal: str
    """What an own replacement starts from."""


def rows_of(connection: sqlite3.Connection, ids: Sequence[int]) -> Iterator[Row]:
    """The rows with these ids, in their order; some are read at a time, so that there may be many."""
    for first in range(0, len(ids), _PART):
        part = ids[first : first + _PART]
        marks = ", ".join("?" * len(part))
        found = connection.execute(f"{_QUERY} WHERE entries.id IN ({marks})", part)
        by_id = {cells[0]: Row(*cells) for cells in found}
        yield from (by_id[entry_id] for entry_id in part)


def row_of(connection: sqlite3.Connection, key: str) -> Row | None:
    """The row with this key; None if the tables have none."""
    cells = connection.execute(f"{_QUERY} WHERE key = ? LIMIT 1", (key,)).fetchone()
    return Row(*cells) if cells else None


def entry_of(row: Row, standing: Standing, *, is_blind: bool = False) -> Entry:
    """What the page shows of an entry.

    Args:
        row: the entry.
        standing: what is decided.
        is_blind: show nothing of what anybody else has said on it.
    """
    outcome = standing.outcome(row.keys)
    if is_blind:
        outcome = _own_only(outcome, standing.reviewer)
    decision, dispute = outcome.decision, outcome.dispute
    status = "" if is_blind else row.status
    return Entry(
        key=row.key,
        kind=row.kind,
        title=row.title,
        path=row.path,
        source_id=row.source_id,
        document_id=row.document_id,
        rule_id=row.rule_id,
        rule_text=row.rule_text,
        subkind=row.subkind,
        confidence=row.confidence,
        status=status,
        pieces=tuple(_pieces(row, status)),
        context_before=row.context_before,
        context_after=row.context_after,
        reason="" if is_blind and row.status == "kept" else row.reason,
        evidence=row.evidence,
        action=decision.action if decision else "skip" if outcome.is_skipped else "",
        note=describe(row.kind, row.status, row.before, row.after, decision)
        if decision and not dispute
        else "",
        dispute=describe_dispute(dispute) if dispute else "",
        state=STATES[DECIDED if decision else SKIPPED if outcome.is_skipped else OPEN],
        alike=row.undecided,
        can_edit=row.kind == "correction",
        changes_nothing=changes_nothing(row.kind, row.before, row.after),
        scopes=row.scopes,
        reach=row.pages,
        proposal=row.after if row.kind == "correction" else "",
    )


def _pieces(row: Row, status: str) -> Iterator[Piece]:
    match row.kind:
        case "correction":
            yield from pieces(row.before, row.after)
        case "block":
            is_cut = len(row.before) > LONGEST_SHOWN
            text = row.before[:LONGEST_SHOWN] + "…" if is_cut else row.before
            yield Piece("same" if status == "kept" else "del", text)
        case "mention":
            yield Piece("same", row.before)
        case "duplicate":
            yield Piece("same", row.title)


def _own_only(outcome: Outcome, reviewer: str) -> Outcome:
    own = outcome.decision if outcome.decision and outcome.decision.reviewer == reviewer else None
    return Outcome(own, None, outcome.is_skipped, ())
