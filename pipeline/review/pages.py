"""The pages that a reviewer reads, made from templates that escape all they are given."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from pathlib import Path

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pipeline.errors import WinnowError
from pipeline.review.decided import count_fates, decision_rows, decisions_url, fate_options
from pipeline.review.decisions import history
from pipeline.review.entries import entry_of, rows_of
from pipeline.review.facets import count, facets
from pipeline.review.quality import pair_rows, rule_rows
from pipeline.review.queue import PAGE_SIZE, Leaf, View, page_number, shown_ids
from pipeline.review.replacement import LONGEST
from pipeline.review.session import Session
from pipeline.review.side_by_side import side_by_side

_TEMPLATES = Path(__file__).parent / "templates"


class Pages:
    """The addresses that answer in HTML.

    Args:
        session: what is reviewed, and by whom.
        csrf: the secret with which a page may write.
    """

    def __init__(self, session: Session, csrf: str) -> None:
        self._session = session
        self._csrf = csrf
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def queue(self, request: Request) -> Response:
        """One page of the queue, of the disputed entries, or of those to be judged a second time."""
        view = View.from_query(request.query_params)
        with self._session.work() as work:
            asker = work.desk.asker
            counts = count(work.connection, view, asker)
            leaf = Leaf.of(counts.total, view.page, PAGE_SIZE)
            view = replace(view, page=leaf.page)
            rows = rows_of(work.connection, shown_ids(work.connection, view, asker))
            is_blind = view.mode == "second"
            return self._render(
                "queue.html",
                csrf=self._csrf,
                reviewer=work.desk.reviewer,
                view=view,
                facets=facets(view, counts),
                q=view.q,
                entries=tuple(entry_of(row, work.standing, is_blind=is_blind) for row in rows),
                total=counts.total,
                page=leaf.page,
                pages=leaf.pages,
                page_size=PAGE_SIZE,
                progress=work.progress(),
                longest=LONGEST,
                mode=view.mode,
            )

    def side_by_side(self, request: Request) -> Response:
        """A page as it was received and as it is in clean/; `?key=` marks an entry."""
        with self._session.work() as work:
            key = request.query_params.get("key", "")
            page = side_by_side(work, request.path_params["document_id"], key)
        return self._render(
            "page.html", title=page.title, path=page.path, rows=page.rows, above=page.above, below=page.below
        )

    def decisions(self, request: Request) -> Response:
        """All that was decided; `?outcome=` shows one fate alone."""
        chosen = request.query_params.get("outcome", "")
        with self._session.work() as work:
            rows = decision_rows(work)
        counts = count_fates(rows)
        wanted = [row for row in rows if chosen in {"", row.outcome}]
        leaf = Leaf.of(len(wanted), page_number(request.query_params))
        return self._render(
            "decisions.html",
            csrf=self._csrf,
            rows=wanted[leaf.first : leaf.last],
            counts=counts,
            outcome=chosen,
            outcomes=fate_options(counts, chosen),
            total=len(wanted),
            page=leaf.page,
            pages=leaf.pages,
            url_previous=decisions_url(chosen, leaf.page - 1) if leaf.page > 1 else "",
            url_next=decisions_url(chosen, leaf.page + 1) if leaf.page < leaf.pages else "",
        )

    def rules(self, _request: Request) -> Response:
        """How good the rules are, and how far the reviewers agree."""
        with self._session.work() as work:
            rows = rule_rows(work.connection, work.standing.settled.values())
            histories = {name: history(work.desk.decisions, name) for name in work.standing.by_reviewer}
            return self._render(
                "rules.html", rows=rows, pairs=pair_rows(histories), progress=work.progress(),
                second=work.desk.second,
            )  # fmt: skip

    def error(self, error: WinnowError, status: HTTPStatus) -> Response:
        """Say what is wrong and what to do about it."""
        return self._render("error.html", status=status, error=error)

    def _render(self, name: str, status: HTTPStatus = HTTPStatus.OK, **context: object) -> Response:
        return HTMLResponse(self._templates.get_template(name).render(context), status_code=status)
