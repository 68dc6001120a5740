"""Rows to a frame of the registry's types: column by column, for so polars takes values in fastest."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from pipeline.publish.rows import Row
from schemas import Table
from schemas.types import polars_schema


class Columns:
    """The values of a table's columns while its rows are collected."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._values: tuple[list[object], ...] = tuple([] for _ in table.fields)

    def add(self, rows: Iterable[Row]) -> None:
        """Add some rows; those of a page at once.

        Raises:
            ValueError: a row has more or fewer values than the table has columns.
        """
        by_column = tuple(zip(*rows, strict=True))
        if by_column:  # of no rows there are no columns either
            self.extend(by_column)

    def extend(self, columns: Iterable[Iterable[object]]) -> None:
        """Add rows that are told column by column.

        Raises:
            ValueError: there are more or fewer columns than the table has.
        """
        for column, values in zip(self._values, columns, strict=True):
            column.extend(values)

    def typed(self) -> pl.DataFrame:
        r"""The rows as a frame of the table's types, sorted by its primary key.

        Empty strings become null and numbers are rounded to their decimals. Lone surrogates, which UTF-8
        cannot hold, become `\udcff` in paths (bytes of a file name that are no text) and U+FFFD elsewhere,
        one for one, so that offsets stay.
        """
        types, fields = polars_schema(self._table), self._table.fields
        frame = pl.DataFrame(
            [_series(name, values, types[name]) for name, values in zip(fields, self._values, strict=True)]
        )
        strings = [name for name, field in fields.items() if field.type == "string"]
        rounded = [
            pl.col(name).round(field.decimals) for name, field in fields.items() if field.decimals is not None
        ]
        tidied = frame.with_columns(
            pl.when(pl.col(strings) != "").then(pl.col(strings)).name.keep(), *rounded
        )
        return tidied.sort(self._table.primary_key).rechunk()


def typed(table: Table, rows: Iterable[Row]) -> pl.DataFrame:
    """Rows as a frame, see `Columns.typed`."""
    columns = Columns(table)
    columns.add(rows)
    return columns.typed()


def _series(name: str, values: list[object], dtype: pl.DataType) -> pl.Series:
    try:
        return pl.Series(name, values, dtype)
    except UnicodeEncodeError:
        replaced = _escaped if name == "path" else _without_surrogates
        return pl.Series(
            name, [replaced(value) if isinstance(value, str) else value for value in values], dtype
        )


def _escaped(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def _without_surrogates(text: str) -> str:
    return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)
