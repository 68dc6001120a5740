"""Polars types of the tables, which are the CSV and Parquet types too."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from schemas.field import FieldType, Table

_TYPES: Mapping[FieldType, type[pl.DataType]] = {
    "string": pl.String, "integer": pl.Int64, "number": pl.Float64, "boolean": pl.Boolean,
}  # fmt: skip


def polars_schema(table: Table) -> pl.Schema:
    """Column names and polars types of a table, in order."""
    return pl.Schema({name: _TYPES[field.type] for name, field in table.fields.items()})
