"""Opens the index, and builds it anew when a table has changed since."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pipeline.errors import ArgumentError
from pipeline.review.index.build import TABLE_NAMES, build
from pipeline.review.index.tables import REMEDY, explained


@dataclass(frozen=True, slots=True)
class Store:
    """An open index, and of which tables it is."""

    path: Path
    connection: sqlite3.Connection
    fingerprint: str

    def is_of(self, clean: Path) -> bool:
        """Whether the file is still there and the tables are those that it was built from."""
        return self.path.exists() and fingerprint(clean) == self.fingerprint


def open_store(clean: Path, path: Path) -> Store:
    """Open the index of these tables; it is built if it is missing, broken or of other tables.

    Args:
        clean: the folder of tables.
        path: the index file.

    Raises:
        ArgumentError: a table is missing, or is not one that this version wrote; or the index cannot be kept.
    """
    wanted = fingerprint(clean)
    connection = _opened(path)
    if connection is None or _fact(connection, "fingerprint") != wanted:
        if connection:
            connection.close()
        _build(clean, path, wanted)
        connection = _opened(path)
    if connection is None:
        raise ArgumentError("The index of the review page cannot be kept.", where=str(path),
                            remedy="Make the folder writable, or remove the file.")  # fmt: skip
    return Store(path, connection, wanted)


def fingerprint(clean: Path) -> str:
    """Changes when a table does, or the code that reads it.

    Raises:
        ArgumentError: a table is missing.
    """
    with explained(clean):
        found = [(clean / f"{name}.csv").stat() for name in TABLE_NAMES]
    versions = [(status.st_ino, status.st_mtime_ns, status.st_size) for status in found]
    return hashlib.sha256(repr((versions, _code())).encode()).hexdigest()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block's changes to the index, or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _opened(path: Path) -> sqlite3.Connection | None:
    """The index, unless there is none or it is broken."""
    if not path.exists():
        return None
    connection = _connect(path)
    try:
        _hasten(connection)
        _fact(connection, "fingerprint")
    except sqlite3.DatabaseError:
        connection.close()
        return None
    return connection


def _build(clean: Path, path: Path, wanted: str) -> None:
    """Build the index aside, then put it in its place; without a journal, for what fails is thrown away."""
    aside = path.with_name(f"{path.name}.{os.getpid()}.new")  # another server may be building, too
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.unlink(missing_ok=True)
        connection = _connect(aside)
        _hasten(connection, journal="OFF")
    except (OSError, sqlite3.DatabaseError):
        return  # the caller says so
    try:
        with explained(clean):
            connection.execute("BEGIN")
            build(clean, connection)
            connection.execute("INSERT INTO facts VALUES ('fingerprint', ?)", (wanted,))
            connection.execute("COMMIT")
        aside.replace(path)
    except sqlite3.IntegrityError as error:
        raise ArgumentError("The tables are broken or of another version.", where=str(clean),
                            remedy=REMEDY) from error  # fmt: skip
    finally:
        connection.close()
        aside.unlink(missing_ok=True)


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)


def _hasten(connection: sqlite3.Connection, journal: Literal["MEMORY", "OFF"] = "MEMORY") -> None:
    # What a crash of the machine may break is built anew; the verdicts are safe in their files.
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(f"PRAGMA journal_mode = {journal}")


def _fact(connection: sqlite3.Connection, name: str) -> str | None:
    row = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else None


@cache
def _code() -> str:
    """Digest of what decides on the content of the index."""
    folder = Path(__file__).parent
    files = [*sorted(folder.glob("*.py")), folder.parent / "context.py", folder.parents[1] / "heeding.py"]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
