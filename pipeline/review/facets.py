"""The filters of a view, with what choosing each of their values would show."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.review.index.gathered import BUCKETS, NO_BUCKET
from pipeline.review.index.states import DECIDED
from pipeline.review.queue import FILTERS, NOBODY, Asker, View, conditions

_KINDS: Mapping[str, str] = {
    "correction": "corrections",
    "block": "dropped blocks",
    "mention": "mentions",
    "duplicate": "near-duplicate pages",
}
_STATUSES = ("flagged", "applied", "accepted", "rejected", "dropped", "kept", "found", "duplicate")
_LABELS = {
    "kind": "Kind", "rule": "Rule", "source": "Source", "confidence": "Confidence", "status": "Status",
    "reviewer": "Decided by",
}  # fmt: skip
_COUNTED = ("kind", "rule_id", "source_id", "bucket", "status")


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
    by_filter: dict[str, Counter[str]] = {name: Counter() for name in FILTERS}
    all_of: Counter[str] = Counter()
    wanted = tuple(getattr(view, name) for name in FILTERS[:-1])
    total = 0
    for *values, number in _cells(connection, view, asker):
        missed = [place for place, value in enumerate(wanted) if value and value != values[place]]
        for place, name in enumerate(FILTERS[:-1]):
            if missed in ([], [place]):
                by_filter[name][values[place]] += number
                all_of[name] += number
        total += 0 if missed else number
    by_filter["reviewer"], all_of["reviewer"] = _by_reviewer(connection, view, asker)
    return Counts(total, by_filter, all_of)


def facets(view: View, counts: Counts) -> tuple[Facet, ...]:
    """The filters as the page offers them; values that would show nothing are left out unless chosen."""
    return tuple(_facet(name, view, counts) for name in FILTERS)


def _cells(connection: sqlite3.Connection, view: View, asker: Asker) -> sqlite3.Cursor:
    """Counts by the values of all filters but `reviewer`, which alone is applied."""
    columns = ", ".join(_COUNTED)
    open_view = View(reviewer=view.reviewer, q=view.q, view=view.view)
    where, parameters = conditions(open_view, asker)
    return connection.execute(
        f"SELECT {columns}, count(*) FROM entries WHERE {where} GROUP BY {columns}", parameters
    )


def _by_reviewer(connection: sqlite3.Connection, view: View, asker: Asker) -> tuple[Counter[str], int]:
    where, parameters = conditions(view, asker, without="reviewer")
    query = "SELECT state = ?, count(*) FROM entries WHERE {} GROUP BY 1"
    states = dict(connection.execute(query.format(where), (DECIDED, *parameters)).fetchall())
    judges = connection.execute(
        f"SELECT reviewer, count(*) FROM judged JOIN entries ON id = entry_id WHERE {where} GROUP BY 1",
        parameters,
    )
    return Counter({NOBODY: states.get(0, 0)} | dict(judges.fetchall())), sum(states.values())


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
