"""The queue as a CSV file, for those who want it in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import ArgumentError
from pipeline.review.decisions import check_reviewer
from pipeline.review.entries import Entry, entry_of, rows_of
from pipeline.review.session import Desk, Session, Work

_COLUMNS = (
    "key", "kind", "title", "path", "source_id", "rule_id", "subkind", "confidence", "status", "before",
    "after", "context_before", "context_after", "reason", "evidence", "reach", "alike", "state", "action",
    "note", "dispute",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the start of a formula, or strips to find one."""


def write_queue(desk: Desk, path: Path) -> int:
    """Write all entries in the order of review; returns how many.

    A text that a spreadsheet would take for a formula has a quote in front.

    Raises:
        ArgumentError: there are no tables, or the file cannot be written.
        DecisionError: a decision file is broken, or the reviewer's name cannot head one.
    """
    check_reviewer(desk.reviewer)
    aside = path.with_name(f"{path.name}.new")
    with Session(desk).work() as work:
        try:
            with aside.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(_COLUMNS)
                writer.writerows(_cells(work))
            aside.replace(path)
        except OSError as error:
            raise ArgumentError(f"The file cannot be written: {error}.", where=str(path),
                                remedy="Name another one with --export.") from error  # fmt: skip
        return int(work.connection.execute("SELECT count(*) FROM entries").fetchone()[0])


def safe_cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _cells(work: Work) -> Iterator[list[str]]:
    ids = [row[0] for row in work.connection.execute("SELECT id FROM entries ORDER BY state, id")]
    for row in rows_of(work.connection, ids):
        entry = entry_of(row, work.standing)
        texts = {"before": row.before, "after": row.after}
        yield [safe_cell(_cell(entry, name, texts)) for name in _COLUMNS]


def _cell(entry: Entry, name: str, texts: dict[str, str]) -> object:
    return texts[name] if name in texts else getattr(entry, name)
