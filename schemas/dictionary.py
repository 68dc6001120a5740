"""The data dictionary: what every table and column holds, for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from schemas.field import Field, ForeignKey, Table

_HEAD = """\
# Data dictionary

One CSV file a table: UTF-8, comma, LF, header; quotes are doubled inside quotes, an empty cell is null,
there are no empty strings, truth values are `true` and `false`. Rows are sorted by primary key.
Offsets are half-open and count Unicode code points from 0. `datapackage.json` says the same for programs.
"""


def data_dictionary(tables: Iterable[Table]) -> str:
    """The dictionary of the tables, in their order, in Markdown."""
    return "\n".join([_HEAD, *(line for table in tables for line in _table_lines(table))])


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
