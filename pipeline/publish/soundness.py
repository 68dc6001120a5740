"""Whether pandera has anything to say of a table, told by one query.

The checks are those of `schemas.checks`, by the same registry. Pandera, which runs each of them as a query of
its own and takes pandas to import, is asked only where something is wrong, to say what.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_

import polars as pl

from schemas import Field, Table
from schemas.types import polars_schema


def is_sound(table: Table, frame: pl.DataFrame) -> bool:
    """Whether the columns, cells, keys and order of a table are as the registry has them."""
    if frame.schema != polars_schema(table):
        return False
    checks = [check for name, field in table.fields.items() for check in _cell_checks(name, field)]
    # A check that comes out null is of a null cell, which `null_count` judges.
    found = frame.select(pl.all_horizontal(_is_ascending(table.primary_key).all(), *checks))
    return bool(found.item())


def _cell_checks(name: str, field: Field) -> Iterator[pl.Expr]:
    cell = pl.col(name)
    if not field.nullable:
        yield cell.null_count() == 0
    if field.type == "string":
        yield (cell != "").all()
    if field.enum:
        yield cell.is_in(field.enum).all()
    if field.pattern is not None:
        yield cell.str.contains(field.pattern).all()
    if field.minimum is not None:
        yield (cell >= field.minimum).all()
    if field.maximum is not None:
        yield (cell <= field.maximum).all()


def _is_ascending(key: tuple[str, ...]) -> pl.Expr:
    """By row, whether its key is greater than the one before: rows are in order, and no key stands twice."""
    ways = []
    for place, column in enumerate(key):
        tied = [pl.col(earlier) == pl.col(earlier).shift() for earlier in key[:place]]
        ways.append(pl.all_horizontal(*tied, pl.col(column) > pl.col(column).shift()))
    return reduce(or_, ways)
