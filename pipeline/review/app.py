"""The review page as a web application: its addresses, and who may use them."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from pipeline.errors import WinnowError
from pipeline.review.answers import as_json
from pipeline.review.guard import Door, Guard, Secrets
from pipeline.review.pages import Pages
from pipeline.review.refusals import CountChanged, NotThere
from pipeline.review.requests import Requests
from pipeline.review.session import Desk, Session

_STATIC = Path(__file__).parent / "static"


def build_app(desk: Desk, keys: Secrets, door: Door) -> ASGIApp:
    """The guarded application for one reviewer.

    Args:
        desk: where the reviewer works.
        keys: the secrets of this start.
        door: under which addresses the page answers.
    """
    session = Session(desk)
    pages, requests = Pages(session, keys.csrf), Requests(session)
    routes = _routes(pages, requests)
    failure = _Failure(pages)
    handlers = {
        WinnowError: failure.answer,
        OSError: failure.answer,
        HTTPStatus.NOT_FOUND: failure.no_address,
    }
    return Guard(Starlette(routes=routes, exception_handlers=handlers), keys, door)


def _routes(pages: Pages, requests: Requests) -> Sequence[BaseRoute]:
    return (
        Route("/", pages.queue, methods=["GET"]),
        Route("/pages/{document_id}", pages.side_by_side, methods=["GET"]),
        Route("/decisions", pages.decisions, methods=["GET"]),
        Route("/rules", pages.rules, methods=["GET"]),
        Route("/alike/{key}", requests.alike, methods=["GET"]),
        Route("/reach/{key}", requests.reach, methods=["GET"]),
        Route("/verdicts", requests.verdict, methods=["POST"]),
        Route("/batches", requests.batch, methods=["POST"]),
        Route("/contraries", requests.contrary, methods=["POST"]),
        Route("/undo", requests.undo, methods=["POST"]),
        Mount("/static", StaticFiles(directory=_STATIC)),
    )


class _Failure:
    """Answers in place of what failed: with a page where one was asked for, else with `{"error": ...}`."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def no_address(self, request: Request, _error: Exception) -> Response:
        """Say that nothing of ours has this address."""
        return self.answer(request, NotThere("Nothing has this address.", remedy="Go on from the queue."))

    def answer(self, request: Request, error: Exception) -> Response:
        told = error if isinstance(error, WinnowError) else _of_system(error)
        is_page = request.method in {"GET", "HEAD"} and not request.url.path.startswith(
            ("/alike/", "/reach/")
        )
        if is_page:
            status = HTTPStatus.NOT_FOUND if isinstance(error, NotThere) else HTTPStatus.INTERNAL_SERVER_ERROR
            return self._pages.error(told, status)
        content: dict[str, object] = {"error": f"{told.message} {told.remedy}".strip()}
        if isinstance(error, CountChanged):
            content["count"] = error.count
        return as_json(content, _status(error))


def _status(error: Exception) -> HTTPStatus:
    match error:
        case NotThere():
            return HTTPStatus.NOT_FOUND
        case CountChanged():
            return HTTPStatus.CONFLICT
        case WinnowError():
            return HTTPStatus.BAD_REQUEST
        case _:
            return HTTPStatus.INTERNAL_SERVER_ERROR


def _of_system(error: Exception) -> WinnowError:
    return WinnowError(f"The system refused: {error}.", remedy="Nothing was decided; mend it and try again.")
