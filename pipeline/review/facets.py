"""The filters of a view, with what choosing each of their values would show."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.review.index.gathered import BUCKETS, NO_BUCKET
from pipeline.review.index.schema import TALLIED
from pipeline.review.index.states import DECIDED
from pipeline.review.queue import COLUMNS, FILTERS, NOBODY, Asker, View, conditions

_KINDS: Mapping[str, str] = {
    "correction": "corrections",
    "block": "dropped blocks",
    "mention": "mentions",
    "duplicate": "near-duplicate pages",
}
_STATUSES = ("flagged", "applied", "accepted", "rejected", "dropped", "kept", "found", "duplicate")
_TELLING = ("status", "reviewer")
"""The filters that would tell what others said of entries that are to be judged a second time, unseen."""
_LABELS = {
    "kind": "Kind", "rule": "Rule", "source": "Source", "confidence": "Confidence", "status": "Status",
    "reviewer": "Decided by",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a filter; the empty value filters nothing."""

    value: str
    label: str
    count: int
    is_chosen: bool
    url: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter of the queue."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many entries a view shows, and how many each value of each filter would show, given the others."""

    total: int
    by_filter: Mapping[str, Mapping[str, int]]
    all_of: Mapping[str, int]
    """By filter: how many the view would show without it."""


def count(connection: sqlite3.Connection, view: View, asker: Asker) -> Counts:
    """Count what a view shows and what its neighbours would."""
    tally = _tally(connection, view, asker)
    by_filter = {name: _by_value(connection, tally, view, name) for name in COLUMNS}
    by_filter["reviewer"] = _by_reviewer(connection, view, asker)
    all_of = {name: sum(found.values()) for name, found in by_filter.items()}
    chosen = [(name, getattr(view, name)) for name in COLUMNS if getattr(view, name)]
    total = by_filter[chosen[0][0]].get(chosen[0][1], 0) if chosen else all_of["kind"]
    if view.reviewer:
        all_of["reviewer"] = _without_reviewer(connection, view, asker)
    else:
        all_of["reviewer"] = total
    return Counts(total, by_filter, all_of)


def facets(view: View, counts: Counts) -> tuple[Facet, ...]:
    """The filters as the page offers them; values that would show nothing are left out unless chosen."""
    hidden = _TELLING if view.mode == "second" else ()
    return tuple(_facet(name, view, counts) for name in FILTERS if name not in hidden)


def _tally(connection: sqlite3.Connection, view: View, asker: Asker) -> str:
    """A table of counts by the values of the filters in `COLUMNS`, of what the rest of a view shows."""
    rest = View(reviewer=view.reviewer, q=view.q, view=view.view)
    if rest == View():
        return "tally"
    columns, (where, parameters) = ", ".join(TALLIED), conditions(rest, asker)
    connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS tallied ({columns}, n)")
    connection.execute("DELETE FROM tallied")
    query = f"INSERT INTO tallied SELECT {columns}, count(*) FROM entries WHERE {where} GROUP BY {columns}"
    connection.execute(query, parameters)
    return "tallied"


def _by_value(connection: sqlite3.Connection, tally: str, view: View, name: str) -> dict[str, int]:
    """What each value of a filter would show, given the other filters."""
    others = [(COLUMNS[other], getattr(view, other)) for other in COLUMNS if other != name]
    chosen = [(column, value) for column, value in others if value]
    where = " AND ".join(f"{column} = ?" for column, _ in chosen) or "1"
    query = f"SELECT {COLUMNS[name]}, sum(n) FROM {tally} WHERE {where} GROUP BY 1"
    return dict(connection.execute(query, [value for _, value in chosen]).fetchall())


def _by_reviewer(connection: sqlite3.Connection, view: View, asker: Asker) -> dict[str, int]:
    where, parameters = conditions(view, asker, without="reviewer")
    query = "SELECT reviewer, count(*) FROM judged JOIN entries ON id = entry_id WHERE {} GROUP BY 1"
    judges = dict(connection.execute(query.format(where), parameters).fetchall())
    nobody = f"SELECT count(*) FROM entries WHERE {where} AND state != {DECIDED}"
    return {NOBODY: int(connection.execute(nobody, parameters).fetchone()[0])} | judges


def _without_reviewer(connection: sqlite3.Connection, view: View, asker: Asker) -> int:
    where, parameters = conditions(view, asker, without="reviewer")
    return int(connection.execute(f"SELECT count(*) FROM entries WHERE {where}", parameters).fetchone()[0])


def _facet(name: str, view: View, counts: Counts) -> Facet:
    chosen, found = getattr(view, name), counts.by_filter[name]
    values = {value for value, number in found.items() if number} | ({chosen} - {""})
    options = [Option("", "all", counts.all_of[name], not chosen, view.url(**{name: ""}))]
    options += [
        Option(value, _label(name, value), found.get(value, 0), value == chosen, view.url(**{name: value}))
        for value in sorted(values, key=_orders.get(name, _order_in([])))
    ]
    return Facet(name, _LABELS[name], tuple(options))


def _label(name: str, value: str) -> str:
    match name:
        case "kind":
            return _KINDS.get(value, value)
        case "confidence" if value in _bounds:
            above = next((bound for bound in BUCKETS if bound > int(value)), None)
            return (
                f"{int(value) / 100:.2f} to {above / 100:.2f}"
                if above
                else f"{int(value) / 100:.2f} and more"
            )
        case "confidence" if value == NO_BUCKET:
            return "without"
        case "reviewer" if value == NOBODY:
            return "nobody yet"
        case _:
            return value


_bounds = [str(bound) for bound in BUCKETS]


def _order_in(values: list[str]) -> Callable[[str], tuple[int, str]]:
    return lambda value: (values.index(value) if value in values else len(values), value)


_orders: Mapping[str, Callable[[str], tuple[int, str]]] = {
    "kind": _order_in(list(_KINDS)),
    "confidence": _order_in([*_bounds, NO_BUCKET]),
    "status": _order_in(list(_STATUSES)),
}
