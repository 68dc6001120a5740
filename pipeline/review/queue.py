"""Which corrections one view of the page shows: filters and paging, all told by the URL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from pipeline.review.corrections import Correction

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class View:
    """One view of the queue; an empty string filters nothing. Pages count from 1."""

    status: str = ""
    rule: str = ""
    page: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> View:
        """Read a view from a URL's query; a page that is no number is the first."""
        page = query.get("page", "")
        number = int(page) if page.isascii() and page.isdigit() and len(page) <= 9 else 1
        return cls(query.get("status", ""), query.get("rule", ""), max(1, number))

    def url(self, **changes: str | int) -> str:
        """The address of this view with some parts changed; changing a filter goes to its first page."""
        view = replace(self, **{"page": 1, **changes})  # type: ignore[arg-type]
        parts = {"status": view.status, "rule": view.rule, "page": view.page if view.page > 1 else ""}
        query = urlencode({name: part for name, part in parts.items() if part})
        return f"/?{query}" if query else "/"


@dataclass(frozen=True, slots=True)
class Selection:
    """What a view shows: its corrections, how many there are in all, and the counts on each filter.

    `statuses` and `rules` count what choosing that filter would show, given the other one.
    """

    view: View
    shown: tuple[Correction, ...]
    total: int
    pages: int
    statuses: Mapping[str, int]
    rules: Mapping[str, int]


def select(corrections: Sequence[Correction], view: View) -> Selection:
    """Filter and cut one page; a page past the end is the last one."""
    of_status = [each for each in corrections if view.status in {"", each.status}]
    of_rule = [each for each in corrections if view.rule in {"", each.rule_id}]
    found = [each for each in of_status if view.rule in {"", each.rule_id}]
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(view.page, pages)
    return Selection(
        view=replace(view, page=page),
        shown=tuple(found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]),
        total=len(found),
        pages=pages,
        statuses=Counter(each.status for each in of_rule),
        rules=dict(sorted(Counter(each.rule_id for each in of_status).items())),
    )
