"""Pages to sound tables, in memory that does not grow with their number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl

from pipeline.model import Page
from pipeline.publish.build import Background, Counts, page_tables, shared_tables, whole
from pipeline.publish.contract import find_failures_among_parts, find_failures_in_part, report_failures
from pipeline.publish.failure import Failure
from pipeline.publish.spool import Spool
from schemas import TABLES

PART_PAGES = 1_000
PART_CHARACTERS = 8_000_000
"""A part ends with the page that fills either."""
_MOST_FAILURES = 10_000
"""So many tell enough; the parts after them are not looked at."""


def assemble(
    pages: Iterable[Page], background: Background, *, spool: Spool, listing: Path
) -> Mapping[str, pl.LazyFrame]:
    """The tables of a build, each sorted by its primary key, when they keep the contract.

    Args:
        pages: what each document yielded; consumed once.
        background: what is stated beside them.
        spool: where the tables lie while they are read.
        listing: see `report_failures`.

    Raises:
        ValidationError: something breaks the contract.
    """
    counts, failures = Counts(), list[Failure]()
    pages = iter(pages)
    while True:
        tables, counted = page_tables(_part(pages))
        if tables["documents"].is_empty():
            break
        shared = shared_tables(counted, replace(background, quarantined=()))
        failures += find_failures_in_part(whole(tables, shared))
        if len(failures) >= _MOST_FAILURES:
            break
        spool.add(tables)
        counts.add(counted)
    report_failures(failures, listing)
    shared = shared_tables(counts, background)
    doubled, of_pages = spool.sort(), spool.sorted_tables()
    among = find_failures_among_parts(of_pages, shared, spool.page_keys())
    report_failures([*doubled, *among], listing)
    frames = {**of_pages, **{name: frame.lazy() for name, frame in shared.items()}}
    return {name: frames[name] for name in TABLES}


def _part(pages: Iterator[Page]) -> Iterator[Page]:
    """The pages of the next part, passed on one by one: their rows are held, and they are not."""
    size = 0
    for number, page in enumerate(pages, 1):
        yield page
        size += len(page.document.text)
        if number >= PART_PAGES or size >= PART_CHARACTERS:
            return
