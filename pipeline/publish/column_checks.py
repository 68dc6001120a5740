"""Each table by itself against its pandera schema: columns, types, nulls, values, primary key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from pipeline.publish.failure import Failure
from pipeline.publish.soundness import is_sound
from schemas import Field, Table

_STRUCTURE = {
    "column_in_dataframe": ("missing_column", "The column is missing."),
    "column_in_schema": ("unknown_column", "The registry has no such column."),
    "column_ordered": ("column_order", "Columns stand in the registry's order."),
}


def column_failures(table: Table, frame: pl.DataFrame) -> tuple[Failure, ...]:
    """All that pandera finds wrong with one table, structure first."""
    if is_sound(table, frame):
        return ()
    from pandera.errors import SchemaErrors  # noqa: PLC0415 - brings pandas along

    from schemas.checks import pandera_schema  # noqa: PLC0415 - see above

    try:
        pandera_schema(table).validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases.to_dicts()
        return (*_structure_failures(table, cases), *_cell_failures(table, frame, cases))
    return tuple(_order_failures(table, frame))


def _structure_failures(table: Table, cases: list[dict[str, Any]]) -> Iterator[Failure]:
    for case in cases:
        if case["check"] in _STRUCTURE:
            rule, message = _STRUCTURE[case["check"]]
            yield Failure(table.name, case["failure_case"], (), rule, None, message)
        elif case["check"].startswith("dtype("):
            message = f"The column has type {table.fields[case['column']].type}."
            yield Failure(table.name, case["column"], (), "type", case["failure_case"], message)


def _order_failures(table: Table, frame: pl.DataFrame) -> Iterator[Failure]:
    keys = frame.select(table.primary_key)
    if not keys.equals(keys.sort(table.primary_key)):
        message = "Rows are sorted by the primary key."
        yield Failure(table.name, ", ".join(table.primary_key), (), "sorted", None, message)


def _cell_failures(table: Table, frame: pl.DataFrame, cases: list[dict[str, Any]]) -> Iterator[Failure]:
    for case in cases:
        if case["index"] is None:  # structure, or a check that could not run because of it
            continue
        row = frame.row(case["index"], named=True)
        key = tuple(row.get(column) for column in table.primary_key)
        if case["schema_context"] == "DataFrameSchema":
            column = ", ".join(table.primary_key)
            yield Failure(table.name, column, key, "primary_key", key, "No other row has this key.")
        else:
            yield _cell_failure(table, case, row, key)


def _cell_failure(
    table: Table, case: Mapping[str, Any], row: Mapping[str, Any], key: tuple[object, ...]
) -> Failure:
    column = case["column"]
    rule = "not_null" if case["check"] == "not_nullable" else case["check"]
    return Failure(table.name, column, key, rule, row[column], _message(rule, table.fields[column]))


def _message(rule: str, field: Field) -> str:
    return {
        "not_null": "The cell has a value.",
        "not_empty": "No string is empty; nothing to say is null.",
        "enum": f"The value is one of {', '.join(field.enum)}.",
        "pattern": f"The value matches {field.pattern}.",
        "minimum": f"The number is at least {field.minimum}.",
        "maximum": f"The number is at most {field.maximum}.",
    }[rule]
