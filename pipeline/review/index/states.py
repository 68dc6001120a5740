"""Keeps in the index what is decided on each entry. `Standing` says it; here it can be searched."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeVar

from pipeline.heeding import rule_key
from pipeline.model import Decision, content_id
from pipeline.review.standing import Keys, Standing

OPEN: Final = 0
DECIDED: Final = 1
SKIPPED: Final = 2
_COLUMNS = "id, key, source_key, kind, rule_id, needs_person, change_id, status, state, is_disputed"
_NEVER = 100
"""A draw that is in no sample."""
_MANY = 500
"""Parameters that one query takes."""
Parameter = TypeVar("Parameter", int, str)


def restate_all(connection: sqlite3.Connection, standing: Standing) -> None:
    """Forget what the index says of verdicts, and write it anew."""
    connection.execute("UPDATE entries SET state = 0, is_disputed = 0 WHERE state != 0 OR is_disputed")
    connection.execute("DELETE FROM judged")
    connection.execute(
        "UPDATE changes SET undecided = n "
        "FROM (SELECT change_id AS c, count(*) AS n FROM entries GROUP BY 1) "
        "WHERE change_id = c AND undecided != n"
    )
    restate(connection, standing, {key for own in standing.by_reviewer.values() for key in own})


def restate(connection: sqlite3.Connection, standing: Standing, keys: Iterable[str]) -> None:
    """Write what is decided on the entries that these keys concern."""
    states: defaultdict[tuple[int, bool], list[int]] = defaultdict(list)
    judged: list[tuple[int, str, int]] = []
    undecided: Counter[int] = Counter()
    for row in _concerned(connection, keys):
        entry_id, place, source, kind, rule_id, needs_person, change_id, status, *former = row
        outcome = standing.outcome(Keys(place, source, kind, rule_id, bool(needs_person)))
        state = DECIDED if outcome.decision else SKIPPED if outcome.is_skipped else OPEN
        if [state, outcome.dispute is not None] != former:
            states[state, outcome.dispute is not None].append(entry_id)
            undecided[change_id] += (state != DECIDED) - (former[0] != DECIDED)
        judged += [
            (entry_id, reviewer, _draw(place, standing.by_reviewer[reviewer].get(place), status))
            for reviewer in outcome.judges
        ]
    for told, ids in states.items():
        for part, marks in _parts(ids):
            update = f"UPDATE entries SET state = ?, is_disputed = ? WHERE id IN ({marks})"
            connection.execute(update, (*told, *part))
    connection.executemany("INSERT INTO judged VALUES (?, ?, ?)", judged)
    changes = [(count, change_id) for change_id, count in undecided.items() if count]
    connection.executemany("UPDATE changes SET undecided = undecided + ? WHERE change_id = ?", changes)


def _draw(place: str, said: Decision | None, status: str) -> int:
    """A number below 100 that decides whether a verdict is in a sample of so many per cent.

    What was said of no single place is in none, nor is a replacement that the tables already show.
    """
    if said is None or said.action == "skip" or (said.action == "edit" and status == "accepted"):
        return _NEVER
    return int(content_id("second review", place)[:8], 16) % 100


def _concerned(connection: sqlite3.Connection, keys: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """The entries, each once; what the index says of their judges is forgotten."""
    ids = sorted(set(_ids(connection, sorted(keys))))
    for part, marks in _parts(ids):
        connection.execute(f"DELETE FROM judged WHERE entry_id IN ({marks})", part)
        yield from connection.execute(f"SELECT {_COLUMNS} FROM entries WHERE id IN ({marks})", part)


def _ids(connection: sqlite3.Connection, keys: list[str]) -> Iterator[int]:
    for part, marks in _parts(keys):
        for column in ("key", "source_key"):
            query = f"SELECT id FROM entries WHERE {column} IN ({marks})"
            yield from (row[0] for row in connection.execute(query, part))
    wanted = set(keys)
    for kind, rule_id in connection.execute("SELECT DISTINCT kind, rule_id FROM entries").fetchall():
        if rule_key(kind, rule_id) in wanted:
            query = "SELECT id FROM entries WHERE kind = ? AND rule_id = ?"
            yield from (row[0] for row in connection.execute(query, (kind, rule_id)))


def _parts(parameters: list[Parameter]) -> Iterator[tuple[list[Parameter], str]]:
    """As many at a time as one query takes, and the marks that stand for them."""
    for first in range(0, len(parameters), _MANY):
        part = parameters[first : first + _MANY]
        yield part, ", ".join("?" * len(part))
