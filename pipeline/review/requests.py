"""What the page's script asks for and sends: verdicts, batches, undo, and what these would touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from pipeline.errors import ArgumentError
from pipeline.model import Decision
from pipeline.review.answers import as_json
from pipeline.review.batches import BatchVerdict, alike, decide_alike
from pipeline.review.entries import Row, entry_of, row_of
from pipeline.review.reach import reach
from pipeline.review.refusals import NotThere
from pipeline.review.session import Progress, Session, Work
from pipeline.review.verdicts import Verdict, contradict, decide, now, take_back

_LARGEST_BODY = 64 * 1024
_MOST_TOLD = 100
"""Entries whose state the answer to an undo tells; the page loads again where there are more."""
Sent = TypeVar("Sent")


@dataclass(frozen=True, slots=True)
class Said:
    """What is decided on an entry now."""

    key: str
    action: str
    note: str
    dispute: str


@dataclass(frozen=True, slots=True)
class VerdictAnswer(Said):
    """What a verdict did."""

    progress: Progress


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """What a verdict on identical changes did."""

    done: int
    batch: str
    note: str
    progress: Progress


@dataclass(frozen=True, slots=True)
class ContraryAnswer:
    """What is said against another reviewer's verdict."""

    key: str
    action: str
    note: str


@dataclass(frozen=True, slots=True)
class UndoAnswer:
    """What was taken back; nothing where nothing was left."""

    keys: tuple[str, ...]
    undone: int
    entries: tuple[Said, ...]
    note: str
    progress: Progress


class _Question(msgspec.Struct, frozen=True):
    scope: Literal["source", "rule"]
    action: Literal["accept", "reject"] = "reject"


class _Undo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is to be taken back: the verdict of this id, or the last with all of its batch."""

    id: str | None = None


class _Contrary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The id of another reviewer's verdict that is disagreed with."""

    id: str


class Requests:
    """The addresses that answer in JSON."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def verdict(self, request: Request) -> Response:
        """Decide on one entry, or on all that a scope reaches from it."""
        return await run_in_threadpool(self._verdict, _parse(await _body(request), Verdict))

    async def batch(self, request: Request) -> Response:
        """Decide on all undecided changes that are identical to an entry."""
        return await run_in_threadpool(self._batch, _parse(await _body(request), BatchVerdict))

    async def undo(self, request: Request) -> Response:
        """Take back one verdict of the reviewer, or what they said last with all of its batch."""
        return await run_in_threadpool(self._undo, _parse(await _body(request) or b"{}", _Undo))

    async def contrary(self, request: Request) -> Response:
        """Say the contrary of what another reviewer said, whether or not the tables still have it."""
        return await run_in_threadpool(self._contrary, _parse(await _body(request), _Contrary))

    def alike(self, request: Request) -> Response:
        """The undecided changes that are identical to an entry."""
        with self._session.work() as work:
            return as_json(alike(work, _found(work, request.path_params["key"])))

    def reach(self, request: Request) -> Response:
        """What a verdict would touch that reaches beyond this place."""
        try:
            question = msgspec.convert(dict(request.query_params), _Question)
        except msgspec.ValidationError as error:
            raise ArgumentError(
                f"This is no scope and action: {error}.", remedy="Load the page again."
            ) from error
        with self._session.work() as work:
            row = _found(work, request.path_params["key"])
            return as_json(reach(work, row, question.scope, question.action))

    def _verdict(self, verdict: Verdict) -> Response:
        with self._session.work() as work:
            row = _found(work, verdict.key)
            if verdict.action != "skip" or not _has_own(
                work, row
            ):  # to put off what is said takes nothing back
                work.record([decide(row, verdict, work, time=now())])
            said = _said(work, row)
            return as_json(VerdictAnswer(said.key, said.action, said.note, said.dispute, work.progress()))

    def _batch(self, verdict: BatchVerdict) -> Response:
        with self._session.work() as work:
            decisions = decide_alike(work, _found(work, verdict.key), verdict)
            work.record(decisions)
            done = {"accept": "accepted", "reject": "rejected"}[verdict.action]
            note = f"{len(decisions)} {done}; u takes all of them back"
            return as_json(BatchAnswer(len(decisions), decisions[0].batch or "", note, work.progress()))

    def _contrary(self, contrary: _Contrary) -> Response:
        with self._session.work() as work:
            said = _standing(work, contrary.id)
            if said.reviewer == work.desk.reviewer:
                raise ArgumentError("This is your own verdict.", remedy="Take it back instead.")
            own = contradict(said, work.standing, time=now())
            work.record([own])
            note = f"You {own.action} what {said.reviewer} would {said.action}: it waits until you agree"
            return as_json(ContraryAnswer(own.key, own.action, note))

    def _undo(self, undo: _Undo) -> Response:
        with self._session.work() as work:
            lines = work.standing.last() if undo.id is None else (_own(work, undo.id),)
            if lines:
                work.record(take_back(lines, now()))
            keys = tuple(line.key for line in lines)
            rows = (row_of(work.connection, key) for key in keys[:_MOST_TOLD])
            entries = tuple(_said(work, row) for row in rows if row)
            return as_json(UndoAnswer(keys, len(lines), entries, _undo_note(lines, work), work.progress()))


def _found(work: Work, key: str) -> Row:
    row = row_of(work.connection, key)
    if row is None:
        raise NotThere("This is no longer in clean/.", remedy="Load the page again.")
    return row


def _has_own(work: Work, row: Row) -> bool:
    decision = work.standing.outcome(row.keys).decision
    return decision is not None and decision.reviewer == work.desk.reviewer


def _standing(work: Work, line_id: str) -> Decision:
    said = work.standing.said(line_id)
    if said is None:
        raise NotThere("This verdict does not stand any more.", remedy="Load the page again.")
    return said


def _own(work: Work, line_id: str) -> Decision:
    said = _standing(work, line_id)
    if said.reviewer != work.desk.reviewer:
        raise ArgumentError("This is another reviewer's verdict.", remedy="Disagree with it instead.")
    return said


def _said(work: Work, row: Row) -> Said:
    entry = entry_of(row, work.standing)
    return Said(entry.key, entry.action, entry.note, entry.dispute)


def _undo_note(lines: Sequence[Decision], work: Work) -> str:
    match len(lines):
        case 0:
            return "Nothing is left to undo"
        case 1:
            [line] = lines
            text = f" “{line.before or line.after or line.rule_id}”"
            former = work.standing.own.get(line.key)
            again = f"; your {former.action} before it stands again" if former else ""
            return f"Undone: {line.action}{text}{again}"
        case number:
            return f"Undone: {number} verdicts that were given together"


async def _body(request: Request) -> bytes:
    parts = bytearray()
    async for part in request.stream():
        parts += part
        if len(parts) > _LARGEST_BODY:
            raise ArgumentError("The verdict is too long.", remedy="Type a shorter replacement.")
    return bytes(parts)


def _parse(body: bytes, kind: type[Sent]) -> Sent:
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ArgumentError(f"This is no verdict: {error}.", remedy="Load the page again.") from error
