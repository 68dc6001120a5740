"""The review page as a web application: one page, one address that writes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import jinja2
import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from pipeline.errors import ArgumentError, WinnowError
from pipeline.review.corrections import load_corrections
from pipeline.review.decisions import append_decisions
from pipeline.review.entries import Standing
from pipeline.review.guard import Guard, Secrets
from pipeline.review.queue import PAGE_SIZE, View, select
from pipeline.review.verdicts import LONGEST, Verdict, decide

_HERE = Path(__file__).parent
_LARGEST_BODY = 64 * 1024


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a reviewer works: the tables, the decisions' folder, the reviewer's name."""

    clean: Path
    decisions: Path
    reviewer: str


def build_app(desk: Desk, keys: Secrets, port: int) -> ASGIApp:
    """The guarded application for one reviewer."""
    pages = _Pages(desk, keys.csrf)
    routes = [
        Route("/", pages.queue, methods=["GET"]),
        Route("/decide", pages.decide, methods=["POST"]),
        Mount("/static", StaticFiles(directory=_HERE / "static")),
    ]
    return Guard(Starlette(routes=routes, exception_handlers={WinnowError: pages.error}), keys, port)


class _Pages:
    def __init__(self, desk: Desk, csrf: str) -> None:
        self._desk = desk
        self._csrf = csrf
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def queue(self, request: Request) -> Response:
        corrections = load_corrections(self._desk.clean)
        selection = select(corrections, View.from_query(request.query_params))
        standing = Standing.load(self._desk.decisions, self._desk.reviewer)
        flagged = [each for each in corrections if each.status == "flagged"]
        return self._render(
            "queue.html",
            csrf=self._csrf,
            reviewer=self._desk.reviewer,
            selection=selection,
            entries=[standing.entry(each) for each in selection.shown],
            flagged=len(flagged),
            decided=sum(standing.is_decided(each) for each in flagged),
            page_size=PAGE_SIZE,
            longest=LONGEST,
        )

    async def decide(self, request: Request) -> Response:
        verdict = _parse(await _body(request))
        return await run_in_threadpool(self._decide, verdict)

    def _decide(self, verdict: Verdict) -> Response:
        desk = self._desk
        found = [each for each in load_corrections(desk.clean) if each.key == verdict.key]
        if not found:
            raise ArgumentError("This correction is no longer in clean/.", remedy="Load the page again.")
        former = Standing.load(desk.decisions, desk.reviewer).own.get(verdict.key)
        append_decisions(desk.decisions, [decide(found[0], verdict, desk.reviewer, former)])
        entry = Standing.load(desk.decisions, desk.reviewer).entry(found[0])
        return JSONResponse({"action": entry.action, "note": entry.note, "dispute": entry.dispute})

    def error(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, WinnowError)
        if request.method == "POST":
            return JSONResponse({"error": f"{error.message} {error.remedy}".strip()}, status_code=400)
        return self._render("error.html", status=500, error=error)

    def _render(self, name: str, status: int = 200, **context: object) -> Response:
        return HTMLResponse(self._templates.get_template(name).render(context), status_code=status)


async def _body(request: Request) -> bytes:
    parts = bytearray()
    async for part in request.stream():
        parts += part
        if len(parts) > _LARGEST_BODY:
            raise ArgumentError("The verdict is too long.", remedy="Type a shorter replacement.")
    return bytes(parts)


def _parse(body: bytes) -> Verdict:
    try:
        return msgspec.json.decode(body, type=Verdict)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ArgumentError(f"This is no verdict: {error}.", remedy="Load the page again.") from error
