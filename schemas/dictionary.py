"""The data dictionary: what every table and column holds, for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from schemas.field import Field, ForeignKey, Table
from schemas.version import VERSION
from schemas.warnings import WARNINGS, UsageWarning

_HEAD = """\
# Data dictionary

One CSV file a table: UTF-8, comma, LF, header; quotes are doubled inside quotes, an empty cell is null,
there are no empty strings, truth values are `true` and `false`. Rows are sorted by primary key.
Offsets are half-open and count Unicode code points from 0. `datapackage.json` says the same for programs,
`schemas/json/` as JSON Schemas. This is version {version} of the tables: a greater first number means that
something was removed, moved or promised otherwise, a greater second one that something was added.

## Before you use them

{warnings}
"""


def data_dictionary(tables: Iterable[Table]) -> str:
    """The dictionary of the tables, in their order, in Markdown."""
    warnings = "\n".join(f"- {warning.text}{_concerned(warning)}" for warning in WARNINGS)
    head = _HEAD.format(version=VERSION, warnings=warnings)
    return "\n".join([head, *(line for table in tables for line in _table_lines(table))])


def _concerned(warning: UsageWarning) -> str:
    return f" ({', '.join(warning.tables)})" if warning.tables else ""


def _table_lines(table: Table) -> Iterator[str]:
    yield f"## {table.name}"
    yield ""
    yield f"{table.description} {table.usage}"
    yield ""
    yield f"Primary key: {', '.join(f'`{column}`' for column in table.primary_key)}."
    yield ""
    yield "| column | type | null | values | description |"
    yield "|---|---|---|---|---|"
    for name, field in table.fields.items():
        null = "yes" if field.nullable else ""
        yield f"| {name} | {field.type} | {null} | {_values(field)} | {_cell(field.description)} |"
    yield ""
    if table.foreign_keys:
        yield from (f"- {_key_line(key)}" for key in table.foreign_keys)
        yield ""


def _values(field: Field) -> str:
    if field.enum:
        return ", ".join(field.enum)
    if field.pattern is not None:
        return f"`{_cell(field.pattern)}`"
    limits = (("at least {}", field.minimum), ("at most {}", field.maximum), ("{} decimals", field.decimals))
    return ", ".join(words.format(value) for words, value in limits if value is not None)


def _key_line(key: ForeignKey) -> str:
    columns = ", ".join(f"`{column}`" for column in key.columns)
    condition = f" where `{key.where[0]}` is {key.where[1]}" if key.where else ""
    return f"{columns}{condition} names a row of {' or '.join(key.tables)}."


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
