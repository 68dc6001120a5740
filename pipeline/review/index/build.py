"""Builds the index from clean/: gathers the entries, orders them, and lays the indexes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import Any

import msgspec

from pipeline.review.index import corrections, mentions
from pipeline.review.index.duplicates import duplicate
from pipeline.review.index.gathered import COLUMNS, Gathered, PageName
from pipeline.review.index.schema import INDEXES, TABLES, TALLIED
from pipeline.review.index.sweep import Sweep
from pipeline.review.index.tables import rows

TABLE_NAMES = (
    "documents",
    "corrections",
    "blocks",
    "mentions",
    "rules",
    "conditions",
    "symptoms",
    "treatments",
)
_CONCEPTS = {"conditions": "CONDITION", "symptoms": "SYMPTOM", "treatments": "TREATMENT"}
_OPENING = 200
_cells = attrgetter(*COLUMNS)
_BATCH = 5000
_ORDER = """
INSERT INTO entries (id, {columns}, change_id)
SELECT row_number() OVER (ORDER BY
    CASE kind WHEN 'correction' THEN 0 WHEN 'block' THEN 1 WHEN 'mention' THEN 2 ELSE 3 END,
    pages * (1 - 2 * abs(ifnull(confidence, 0) - 0.5)) DESC, pages DESC, key
), {columns}, change_id
FROM gathered JOIN changes ON name = change
"""
"""Doubt times pages affected. Doubt is 1 where the confidence is one half, and 0 where it is 0 or 1."""
_CHANGES = """
INSERT INTO changes (name, pages, undecided)
SELECT change, count(DISTINCT document_id), count(*) FROM gathered GROUP BY change ORDER BY change
"""
_TALLY = f"INSERT INTO tally SELECT {', '.join(TALLIED)}, count(*) FROM entries GROUP BY {', '.join(TALLIED)}"
_WORDS = """
INSERT INTO words (rowid, text)
SELECT id, title || ' ' || path || ' ' || context_before || ' ' || before || ' ' || after || ' '
    || context_after || ' ' || rule_id || ' ' || evidence
FROM entries JOIN documents USING (document_id)
"""


def build(clean: Path, connection: sqlite3.Connection) -> None:
    """Fill an empty database from the tables.

    Raises:
        OSError, ValueError, csv.Error: a table is missing or broken.
    """
    _run_all(connection, TABLES.format(columns=", ".join(COLUMNS), tallied=", ".join(TALLIED)))
    _copy_names(clean, connection)
    _copy_found(clean, connection, "corrections", corrections.COLUMNS)
    _copy_found(clean, connection, "mentions", mentions.COLUMNS)
    marks = ", ".join("?" * len(COLUMNS))
    sweep = Sweep(clean / "blocks.csv", connection)
    for batch in _batches(map(_cells, sweep.entries())):
        connection.executemany(f"INSERT INTO gathered VALUES ({marks})", batch)
    for batch in _batches(map(_cells, _duplicates(connection))):
        connection.executemany(f"INSERT INTO gathered VALUES ({marks})", batch)
    connection.execute(_CHANGES)
    connection.execute(_ORDER.format(columns=", ".join(COLUMNS)))
    connection.execute(_TALLY)
    connection.execute(_WORDS)
    _run_all(connection, f"DROP TABLE found; DROP TABLE gathered; {INDEXES} ANALYZE;")


def _copy_names(clean: Path, connection: sqlite3.Connection) -> None:
    columns = ("document_id", "source_id", "path", "title", "duplicate_of", "clean_text")
    cells = (row.cells for row in rows(clean / "documents.csv", columns))
    documents = ((*each[:3], each[3] or each[2], each[4], _opening(each[5])) for each in cells)
    for batch in _batches(documents):
        connection.executemany("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, NULL)", batch)
    rules = (row.cells for row in rows(clean / "rules.csv", ("rule_id", "description")))
    connection.executemany("INSERT INTO rules VALUES (?, ?)", rules)
    for table, label in _CONCEPTS.items():
        concepts = rows(clean / f"{table}.csv", ("concept_id", "preferred_name"))
        named = ((row.cells[0], label, row.cells[1]) for row in concepts)
        connection.executemany("INSERT INTO concepts VALUES (?, ?, ?)", named)


def _copy_found(clean: Path, connection: sqlite3.Connection, table: str, columns: Iterable[str]) -> None:
    """Lay the rows of a table aside, for `Sweep` to take them up in the order of their blocks."""
    wanted = ("document_id", "block_index", "start", *columns)
    cells = (row.cells for row in rows(clean / f"{table}.csv", wanted))
    found = ((each[0], int(each[1]), int(each[2]), table, msgspec.json.encode(each[3:])) for each in cells)
    for batch in _batches(found):
        connection.executemany("INSERT INTO found VALUES (?, ?, ?, ?, ?)", batch)


def _duplicates(connection: sqlite3.Connection) -> Iterator[Gathered]:
    pairs = connection.execute(
        "SELECT d.document_id, d.source_id, d.path, d.opening, o.document_id, o.source_id, o.path, o.opening "
        "FROM documents d JOIN documents o ON d.duplicate_of = o.document_id ORDER BY d.document_id"
    )
    for *page, opening, other_id, other_source, other_path, other_opening in pairs:
        yield duplicate(PageName(*page), opening, PageName(other_id, other_source, other_path), other_opening)


def _opening(text: str) -> str:
    return " ".join(text[:_OPENING].split())


def _batches(cells: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(islice(cells, _BATCH)):
        yield batch


def _run_all(connection: sqlite3.Connection, script: str) -> None:
    """Run statements within the transaction that is open; `executescript` would end it."""
    for statement in script.split(";"):
        connection.execute(statement)
