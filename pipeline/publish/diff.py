"""What changed between two builds, row by row, for `winnow diff`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from polars import col

from pipeline.publish.read import read_cells
from schemas import TABLES, Table

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableDifference:
    """Rows of one table that two builds do not have alike, by primary key as the CSV has it."""

    table: str
    added: tuple[Key, ...]
    removed: tuple[Key, ...]
    changed: tuple[Key, ...]
    changed_columns: Mapping[str, int]
    """Rows in which the column changed, by column in table order; columns without change are left out."""


def diff_tables(old: Path, new: Path) -> tuple[TableDifference, ...]:
    """The tables that differ, in the registry's order.

    Cells are compared as the CSV files have them.

    Raises:
        ArgumentError: a folder holds no build.
    """
    differences = (
        _difference(table, read_cells(table, old), read_cells(table, new)) for table in TABLES.values()
    )
    return tuple(difference for difference in differences if _has_rows(difference))


def _has_rows(difference: TableDifference) -> bool:
    return bool(difference.added or difference.removed or difference.changed)


def _difference(table: Table, old: pl.DataFrame, new: pl.DataFrame) -> TableDifference:
    key = list(table.primary_key)
    columns = [name for name in table.fields if name not in key]
    both = old.join(new, on=key, how="inner", suffix=":new", maintain_order="left")
    changes = both.select(*key, *(col(name).ne_missing(col(f"{name}:new")) for name in columns))
    changed = changes.filter(pl.any_horizontal(columns))
    counts = changed.select(col(columns).sum()).row(0)
    return TableDifference(
        table=table.name,
        added=_keys(new.join(old, on=key, how="anti", maintain_order="left"), key),
        removed=_keys(old.join(new, on=key, how="anti", maintain_order="left"), key),
        changed=_keys(changed, key),
        changed_columns={name: count for name, count in zip(columns, counts, strict=True) if count},
    )


def _keys(frame: pl.DataFrame, key: list[str]) -> tuple[Key, ...]:
    return tuple(frame.select(key).iter_rows())
