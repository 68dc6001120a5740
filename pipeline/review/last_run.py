"""What the last run made of the decisions, as it wrote it down in the workshop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pipeline.review.index.tables import explained, rows

_LISTING = "decisions.csv"


class Told(NamedTuple):
    """What the last run made of the verdict on a key."""

    problem: str
    """`stale`, `disputed` or, where it was applied, empty."""
    time: str
    reviewer: str
    kind: str
    scope: str
    action: str
    before: str
    after: str
    rule_id: str
    path: str
    source_id: str


def last_run(workshop: Path, clean: Path) -> Mapping[str, Told]:
    """By key; empty if no run has written the list.

    Args:
        workshop: where the list lies.
        clean: the tables that the run made.

    Raises:
        ArgumentError: the list is broken.
    """
    path = workshop / _LISTING
    if not path.exists():
        return {}
    with explained(clean):
        status = path.stat()
        return _read(path, (status.st_ino, status.st_mtime_ns, status.st_size))


@lru_cache(maxsize=1)
def _read(path: Path, _version: tuple[int, int, int]) -> Mapping[str, Told]:
    return dict(_told(path))


def _told(path: Path) -> Iterator[tuple[str, Told]]:
    for row in rows(path, ("key", *Told._fields)):
        key, *told = row.cells
        yield key, Told(*told)
