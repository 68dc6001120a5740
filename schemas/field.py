"""What a field, a key and a table are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

FieldType = Literal["string", "integer", "number", "boolean"]


@dataclass(frozen=True, slots=True)
class Field:
    """One column as all outputs describe it. Strings are never empty: nothing to say is null."""

    type: FieldType
    description: str
    nullable: bool = False
    enum: tuple[str, ...] = ()
    pattern: str | None = None
    """Regular expression that the whole of a string must match (it carries its own `^` and `$`)."""
    minimum: float | None = None
    maximum: float | None = None
    decimals: int | None = None
    """Digits after the point of a number, always written out."""


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """`columns` of this table name a row of one of `tables` by its primary key; null names none."""

    columns: tuple[str, ...]
    tables: tuple[str, ...]
    where: tuple[str, str] | None = None
    """Column and value: the key concerns only the rows in which the column has the value."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns in order, its keys, and what a user of it should know."""

    name: str
    description: str
    usage: str
    """What to watch for when using the table, one or two sentences."""
    primary_key: tuple[str, ...]
    fields: Mapping[str, Field]
    foreign_keys: tuple[ForeignKey, ...] = ()
