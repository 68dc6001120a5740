"""A few places at which a change stands, as unlike each other as can be."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.review.entries import Row, rows_of

SHOWN = 5
_CONTRASTING = """
SELECT id FROM (
    SELECT id, document_id, row_number() OVER (PARTITION BY source_id ORDER BY id) AS of_source,
        row_number() OVER (PARTITION BY document_id ORDER BY id) AS of_document
    FROM entries WHERE {where}
) ORDER BY of_source > 1, of_document, id LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A change in its context."""

    title: str
    before: str
    """What stands before the change."""
    deleted: str
    inserted: str
    after: str
    """What stands after the change."""


def contrasting(
    connection: sqlite3.Connection, where: str, parameters: Sequence[object]
) -> tuple[Place, ...]:
    """Up to five places that a condition on `entries` finds: of each source one, then of each page one."""
    query = _CONTRASTING.format(where=where)
    ids = [row[0] for row in connection.execute(query, (*parameters, SHOWN))]
    return tuple(map(place_of, rows_of(connection, ids)))


def place_of(row: Row) -> Place:
    """The place of one entry."""
    match row.kind:
        case "correction":
            deleted, inserted = row.before, row.after
        case "block" if row.status == "dropped":
            deleted, inserted = row.before, ""
        case "block" | "mention":
            deleted, inserted = "", row.before
        case "duplicate":
            deleted, inserted = row.title, ""
    return Place(row.title, row.context_before, deleted, inserted, row.context_after)
