"""Identical changes: shown together, decided in one go, taken back in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.model import Decision, content_id
from pipeline.review.entries import Row, rows_of
from pipeline.review.index.states import DECIDED
from pipeline.review.refusals import CountChanged
from pipeline.review.samples import Place, contrasting
from pipeline.review.session import Work
from pipeline.review.verdicts import Verdict, decide, now

_ALIKE = f"change_id = (SELECT change_id FROM entries WHERE id = ?) AND state != {DECIDED}"


@dataclass(frozen=True, slots=True)
class BatchVerdict:
    """What the page sends: one verdict on all undecided changes that are identical to an entry."""

    key: str
    action: Literal["accept", "reject"]
    count: int
    """How many there were when the reviewer looked."""


@dataclass(frozen=True, slots=True)
class Alike:
    """The undecided changes that are identical to an entry."""

    count: int
    contexts: tuple[Place, ...]


def alike(work: Work, row: Row) -> Alike:
    """Count them and show a few, from different sources and pages."""
    return Alike(row.undecided, contrasting(work.connection, _ALIKE, (row.id,)))


def decide_alike(work: Work, row: Row, verdict: BatchVerdict) -> tuple[Decision, ...]:
    """The decisions of a batch: one for each place.

    Raises:
        CountChanged: there are more or fewer now.
    """
    ids = [found[0] for found in work.connection.execute(f"SELECT id FROM entries WHERE {_ALIKE}", (row.id,))]
    if len(ids) != verdict.count or not ids:
        raise CountChanged(len(ids), verdict.count)
    time = now()
    batch = content_id("batch", work.desk.reviewer, row.key, verdict.action, time)
    return tuple(
        decide(each, Verdict(each.key, verdict.action), work, time=time, batch=batch)
        for each in rows_of(work.connection, ids)
    )
