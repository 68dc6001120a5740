"""Foreign keys: every row that names another names one that is there."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pipeline.publish.failure import Failure, row_failures
from pipeline.publish.tables import Tables
from schemas import TABLES, ForeignKey


def key_failures(tables: Tables) -> Iterator[Failure]:
    """Every foreign key of every table that names no row."""
    for name, table in TABLES.items():
        for key in table.foreign_keys:
            yield from row_failures(
                name,
                _unresolved(tables, tables[name], key),
                column=key.columns[-1],
                rule="foreign_key",
                message=f"The key names a row of {' or '.join(key.tables)}.",
            )


def _unresolved(tables: Tables, frame: pl.DataFrame, key: ForeignKey) -> pl.DataFrame:
    if key.where is not None:
        column, value = key.where
        frame = frame.filter(pl.col(column) == value)
    targets = pl.concat(
        tables[target].select(
            pl.col(column).alias(own)
            for own, column in zip(key.columns, TABLES[target].primary_key, strict=True)
        )
        for target in key.tables
    )
    return frame.drop_nulls(key.columns).join(targets, on=key.columns, how="anti", maintain_order="left")
