"""Foreign keys: every row that names another names one that is there.

A key that leads from a table to itself leads from page to page, and is checked over all pages of a build. So
are keys to concepts: in which table a concept stands may depend on other pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from pipeline.publish.failure import Failure, row_failures
from pipeline.publish.tables import OF_PAGES, AnyTables, Tables
from schemas import TABLES, ForeignKey
from schemas.tables import CONCEPT_TABLES


def key_failures(tables: Tables) -> Iterator[Failure]:
    """Every foreign key that names no row of another table."""
    for name, table in TABLES.items():
        for key in table.foreign_keys:
            if name not in key.tables:
                yield from _key_failures(tables, name, key)


def concept_key_failures(tables: AnyTables) -> Iterator[Failure]:
    """Every foreign key of the tables of pages that names no concept; of lazy tables, only keys are read."""
    for name in OF_PAGES:
        for key in TABLES[name].foreign_keys:
            if set(key.tables) <= set(CONCEPT_TABLES.values()):
                yield from _key_failures(tables, name, key)


def own_key_failures(frames: Mapping[str, pl.DataFrame]) -> Iterator[Failure]:
    """Every foreign key that names no row of its own table; of the frames, keys alone are needed."""
    for name in frames:
        for key in TABLES[name].foreign_keys:
            if name in key.tables:
                yield from _key_failures(frames, name, key)


def _key_failures(frames: AnyTables, name: str, key: ForeignKey) -> Iterator[Failure]:
    yield from row_failures(
        name,
        _unresolved(frames, name, key).collect(engine="streaming"),
        column=key.columns[-1],
        rule="foreign_key",
        message=f"The key names a row of {' or '.join(key.tables)}.",
    )


def _unresolved(frames: AnyTables, name: str, key: ForeignKey) -> pl.LazyFrame:
    frame = frames[name].lazy()
    if key.where is not None:
        column, value = key.where
        frame = frame.filter(pl.col(column) == value)
    targets = pl.concat(
        frames[target]
        .lazy()
        .select(
            pl.col(column).alias(own)
            for own, column in zip(key.columns, TABLES[target].primary_key, strict=True)
        )
        for target in key.tables
    )
    keys = frame.select(*dict.fromkeys((*TABLES[name].primary_key, *key.columns))).drop_nulls(key.columns)
    return keys.join(targets, on=key.columns, how="anti", maintain_order="left")
