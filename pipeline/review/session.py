"""A reviewer's session: the index and the verdicts, brought up to date at each request."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from pipeline.errors import ArgumentError
from pipeline.model import Decision
from pipeline.review.index.states import DECIDED, OPEN, SKIPPED, restate, restate_all
from pipeline.review.index.store import Store, open_store, transaction
from pipeline.review.last_run import Told, last_run
from pipeline.review.queue import Asker
from pipeline.review.standing import Standing
from pipeline.review.workshop import workshop_of

SECOND = 10
"""Per cent of others' verdicts that a reviewer judges a second time, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a reviewer works: the tables, the decisions' folder, the reviewer's name."""

    clean: Path
    decisions: Path
    reviewer: str
    second: int = SECOND
    """Per cent of others' verdicts that the reviewer judges a second time, without seeing them."""

    @property
    def index(self) -> Path:
        """The index file: one a reviewer, for it holds what is decided as they see it."""
        return workshop_of(self.clean) / f"review-{self.reviewer}.sqlite"

    @property
    def asker(self) -> Asker:
        """Whom the queue is shown to."""
        return Asker(self.reviewer, self.second)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far people are: of what they were asked, and of what they said something on unasked."""

    decided: int
    total: int


@dataclass(frozen=True, slots=True)
class Work:
    """The index and the verdicts, in step with the files."""

    desk: Desk
    connection: sqlite3.Connection
    standing: Standing

    def record(self, decisions: Sequence[Decision]) -> None:
        """Write verdicts for good, then let the index follow.

        Raises:
            DecisionError, OSError: they cannot be written; nothing was.
        """
        keys = self.standing.record(decisions)
        with transaction(self.connection):
            restate(self.connection, self.standing, keys)

    def last_run(self) -> Mapping[str, Told]:
        """What the last run made of the verdicts, by key.

        Raises:
            ArgumentError: its list is broken.
        """
        return last_run(self.desk.index.parent, self.desk.clean)

    def progress(self) -> Progress:
        """What people have decided, and what waits for them."""
        decided = self._count(f"is_asked IN (0, 1) AND state = {DECIDED}")
        return Progress(decided, decided + self._count(f"is_asked = 1 AND state IN ({OPEN}, {SKIPPED})"))

    def _count(self, where: str) -> int:
        return int(self.connection.execute(f"SELECT count(*) FROM entries WHERE {where}").fetchone()[0])


class Session:
    """What the server keeps between requests; one request at a time works with it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._lock = Lock()
        self._store: Store | None = None
        self._is_stated = False
        self._standing = Standing(desk.decisions, desk.reviewer)

    @contextmanager
    def work(self) -> Iterator[Work]:
        """Index and verdicts as the files have them now.

        Raises:
            ArgumentError: a table is missing or broken.
            DecisionError: a decision file is broken.
        """
        with self._lock:
            try:
                yield self._fresh()
            except sqlite3.DatabaseError as error:
                self._forget()
                raise ArgumentError(
                    f"The index of the review page broke: {error}.",
                    where=str(self.desk.index),
                    remedy="It is built anew at the next try.",
                ) from error

    def _fresh(self) -> Work:
        if self._store is None or not self._store.is_of(self.desk.clean):
            self._close()
            self._store = open_store(self.desk.clean, self.desk.index)
        keys = self._standing.refresh()
        if keys or not self._is_stated:
            with transaction(self._store.connection):
                if self._is_stated:
                    restate(self._store.connection, self._standing, keys)
                else:
                    restate_all(self._store.connection, self._standing)
            self._is_stated = True
        return Work(self.desk, self._store.connection, self._standing)

    def _close(self) -> None:
        if self._store:
            self._store.connection.close()
            self._store = None
        self._is_stated = False

    def _forget(self) -> None:
        self._close()
        self.desk.index.unlink(missing_ok=True)
