"""Pandera schemas of the tables. A check's name is the rule that a failing row breaks."""

from __future__ import annotations

from collections.abc import Iterator

import pandera.polars as pa

from schemas.field import Field, Table
from schemas.types import polars_schema


def pandera_schema(table: Table) -> pa.DataFrameSchema:
    """The checks of one table: columns in order, types, nulls, values and primary key."""
    types = polars_schema(table)
    columns = {
        name: pa.Column(types[name], checks=list(_checks(field)), nullable=field.nullable)
        for name, field in table.fields.items()
    }
    return pa.DataFrameSchema(
        columns, name=table.name, strict=True, ordered=True, unique=list(table.primary_key)
    )


def _checks(field: Field) -> Iterator[pa.Check]:
    if field.type == "string":
        yield pa.Check.str_length(min_value=1, error="not_empty")
    if field.enum:
        yield pa.Check.isin(field.enum, error="enum")
    if field.pattern is not None:
        yield pa.Check.str_matches(field.pattern, error="pattern")
    if field.minimum is not None:
        yield pa.Check.ge(field.minimum, error="minimum")
    if field.maximum is not None:
        yield pa.Check.le(field.maximum, error="maximum")
