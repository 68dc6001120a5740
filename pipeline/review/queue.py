"""Which entries one view of the page shows: filters, search and paging, all told by the URL."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlencode

from pipeline.review.index.schema import TALLIED
from pipeline.review.index.states import DECIDED

PAGE_SIZE = 25
COLUMNS = dict(zip(("kind", "rule", "source", "confidence", "status"), TALLIED, strict=True))
"""The column of `entries` that a filter goes by."""
FILTERS = (*COLUMNS, "reviewer")
NOBODY = "(nobody)"
"""The filter `reviewer` for what is undecided; no reviewer can be called so."""
Mode = Literal["queue", "disputed", "second"]
_MOST_WORDS = 20
Condition = tuple[str, tuple[object, ...]]
"""A part of a WHERE clause and its parameters."""


@dataclass(frozen=True, slots=True)
class View:
    """One view of the queue; an empty string filters nothing. Pages count from 1."""

    kind: str = ""
    rule: str = ""
    source: str = ""
    confidence: str = ""
    status: str = ""
    reviewer: str = ""
    q: str = ""
    view: str = ""
    """`disputed`, `second` or, for the queue, nothing."""
    page: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> View:
        """Read a view from a URL's query; a page that is no number is the first."""
        filters = {name: query.get(name, "") for name in (*FILTERS, "q", "view")}
        return cls(**filters, page=page_number(query))

    @property
    def mode(self) -> Mode:
        """What the view is for."""
        return "disputed" if self.view == "disputed" else "second" if self.view == "second" else "queue"

    def url(self, **changes: str | int) -> str:
        """The address of this view with some parts changed; changing a filter goes to its first page."""
        view = replace(self, **{"page": 1, **changes})  # type: ignore[arg-type]
        parts = {name: getattr(view, name) for name in (*FILTERS, "q", "view")}
        query = urlencode({name: part for name, part in parts.items() if part}
                          | ({"page": view.page} if view.page > 1 else {}))  # fmt: skip
        return f"/?{query}" if query else "/"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who looks at the queue, and how many per cent of others' verdicts they judge a second time."""

    reviewer: str
    second: int


def page_number(query: Mapping[str, str]) -> int:
    """The page that a URL's query asks for, from 1; what is no number is the first."""
    page = query.get("page", "")
    return max(1, int(page)) if page.isascii() and page.isdigit() and len(page) <= 9 else 1


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a list; a page past the end is the last one."""

    page: int
    pages: int
    first: int
    """The first row of the list that is shown, from 0."""
    last: int
    """The row after the last one that is shown."""

    @classmethod
    def of(cls, total: int, page: int, size: int = 100) -> Leaf:
        """Cut a list of so many rows; an empty one has one page."""
        pages = max(1, -(-total // size))
        page = min(max(1, page), pages)
        return cls(page, pages, (page - 1) * size, page * size)


def conditions(view: View, asker: Asker, *, without: str = "") -> Condition:
    """The WHERE clause of a view over `entries`.

    Args:
        view: the view.
        asker: who looks.
        without: a filter to leave out.
    """
    found = [
        _filter(name, getattr(view, name)) for name in FILTERS if name != without and getattr(view, name)
    ]
    if view.q.strip():
        found.append(_search(view.q))
    if view.mode == "disputed":
        found.append(("is_disputed", ()))
    if view.mode == "second":
        found.append(_second(asker))
    return " AND ".join(part for part, _ in found) or "1", tuple(each for _, given in found for each in given)


def shown_ids(connection: sqlite3.Connection, view: View, asker: Asker) -> list[int]:
    """The ids of one page of a view: what the asker has not decided comes first, what they skipped last."""
    where, parameters = conditions(view, asker)
    order = "state"
    if view.mode == "second":  # others have decided on all of it
        order = "EXISTS (SELECT 1 FROM judged WHERE entry_id = id AND reviewer = ?)"
        parameters = (*parameters, asker.reviewer)
    query = f"SELECT id FROM entries WHERE {where} ORDER BY {order}, id LIMIT ? OFFSET ?"
    found = connection.execute(query, (*parameters, PAGE_SIZE, (view.page - 1) * PAGE_SIZE))
    return [row[0] for row in found]


def _filter(name: str, value: str) -> Condition:
    if name != "reviewer":
        return f"{COLUMNS[name]} = ?", (value,)
    if value == NOBODY:
        return f"state != {DECIDED}", ()
    return "id IN (SELECT entry_id FROM judged WHERE reviewer = ?)", (value,)


def _second(asker: Asker) -> Condition:
    return (
        "id IN (SELECT entry_id FROM judged WHERE reviewer != ? AND draw < ?)",
        (asker.reviewer, asker.second),
    )


def _search(text: str) -> Condition:
    """Entries that hold words beginning with all the words of the text; none if it has no words."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text))[:_MOST_WORDS]
    if not words:
        return "0", ()
    wanted = " ".join(f'"{word}"*' for word in words)
    return "id IN (SELECT rowid FROM words WHERE words MATCH ?)", (wanted,)
