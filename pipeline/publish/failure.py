"""One broken rule of the table contract, as a value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from schemas import TABLES

_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Failure:
    """Which cell or row breaks which rule."""

    table: str
    column: str
    key: tuple[object, ...]
    """Primary key of the row; empty where the column or table as a whole fails."""
    rule: str
    value: object
    message: str
    """What holds for a good row, one sentence."""

    def __str__(self) -> str:
        row = f" row {'/'.join(map(str, self.key))}" if self.key else ""
        value = repr(self.value)
        shown = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}..."
        return f"{self.table}.{self.column}{row}: {self.message} ({self.rule}; found {shown})"


def row_failures(table: str, bad: pl.DataFrame, *, column: str, rule: str, message: str) -> Iterator[Failure]:
    """One failure for each row of `bad`, which has the table's primary key and the column."""
    for *key, value in bad.select(*TABLES[table].primary_key, found=pl.col(column)).iter_rows():
        yield Failure(table, column, tuple(key), rule, value, message)
