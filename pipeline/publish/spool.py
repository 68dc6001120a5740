"""Tables too large for memory: spilled to disk part by part, and read back in the order of their keys.

A distribution sort (Knuth, The Art of Computer Programming, vol. 3, section 5.2.5): the keys begin with
hashes, which spread evenly, so each row goes to the drawer of its key's first digit, and each drawer is small
enough to be sorted in memory. What is held is a sixteenth of the largest table.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from pipeline.publish.failure import Failure, row_failures
from pipeline.publish.page_checks import PAGE_KEYS
from pipeline.publish.tables import OF_PAGES
from schemas import TABLES, Table
from schemas.types import polars_schema

_BATCH = 8192
"""Rows that are read back at once."""


class Spool:
    """The tables of pages (`OF_PAGES`), on disk while they are built. Use it as a context manager."""

    def __init__(self, folder: Path) -> None:
        """Set up.

        Args:
            folder: for the spool alone; emptied first, and removed in the end.
        """
        self._folder = folder
        self._held: list[Mapping[str, pl.DataFrame]] = []
        """The first part, until there is a second: a build of one part is never written to disk."""
        self._n_spilled = 0
        self._keys = [_none("documents").select(PAGE_KEYS)]

    def __enter__(self) -> Spool:
        self.__exit__()
        self._folder.mkdir(parents=True)
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def add(self, tables: Mapping[str, pl.DataFrame]) -> None:
        """Put the tables of some more pages aside, each sorted by its primary key."""
        self._keys.append(tables["documents"].select(PAGE_KEYS))
        self._held.append(tables)
        if self._n_spilled or len(self._held) > 1:
            while self._held:
                self._spill(self._held.pop())

    def _spill(self, tables: Mapping[str, pl.DataFrame]) -> None:
        for name in OF_PAGES:
            digit = pl.col(TABLES[name].primary_key[0]).str.head(1)
            for (drawer,), rows in tables[name].group_by(digit):
                path = self._folder / name / str(drawer) / f"{self._n_spilled}.arrow"
                path.parent.mkdir(parents=True, exist_ok=True)
                rows.write_ipc(path, compression="lz4")
        self._n_spilled += 1

    def page_keys(self) -> pl.DataFrame:
        """The columns `PAGE_KEYS` of all documents."""
        return pl.concat(self._keys)

    def sort(self) -> tuple[Failure, ...]:
        """Sort all that was added; the failures are the rows whose primary key another row has."""
        return tuple(
            failure
            for name in OF_PAGES
            for drawer in sorted((self._folder / name).glob("?"))
            for failure in _sort_drawer(TABLES[name], drawer)
        )

    def sorted_tables(self) -> Mapping[str, pl.LazyFrame]:
        """The tables after `sort`, each by its primary key."""
        if self._held:
            return {name: self._held[0][name].lazy() for name in OF_PAGES}
        return {name: self._sorted_table(name) for name in OF_PAGES}

    def _sorted_table(self, name: str) -> pl.LazyFrame:
        runs = sorted((self._folder / name).glob("*.arrow"))
        return pl.scan_ipc(runs, glob=False) if runs else _none(name).lazy()


def _sort_drawer(table: Table, drawer: Path) -> tuple[Failure, ...]:
    key = list(table.primary_key)
    rows = pl.scan_ipc(sorted(drawer.iterdir()), glob=False).collect().sort(key)
    rows.write_ipc(drawer.with_suffix(".arrow"), compression="lz4", record_batch_size=_BATCH)
    shutil.rmtree(drawer)
    doubled = rows.filter(pl.struct(key).is_duplicated())
    message = "No other row has this key."
    return tuple(row_failures(table.name, doubled, column=key[0], rule="primary_key", message=message))


def _none(name: str) -> pl.DataFrame:
    return pl.DataFrame(schema=polars_schema(TABLES[name]))
