"""JSON Schemas of the tables' rows, for readers in other languages (https://json-schema.org/draft/2020-12)."""

from __future__ import annotations

from schemas.field import Field, Table
from schemas.version import VERSION


def json_schema(table: Table) -> dict[str, object]:
    """The schema of one row as a JSON object: a key a column, null where there is nothing to say."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": table.name,
        "description": f"{table.description} {table.usage}",
        "$comment": f"Version {VERSION} of the table contract. Primary key: {', '.join(table.primary_key)}.",
        "type": "object",
        "properties": {name: _property(field) for name, field in table.fields.items()},
        "required": list(table.fields),
        "additionalProperties": False,
    }


def _property(field: Field) -> dict[str, object]:
    stated = {
        "description": field.description,
        "type": [field.type, "null"] if field.nullable else field.type,
        "minLength": 1 if field.type == "string" else None,
        "enum": [*field.enum, *([None] if field.nullable else [])] if field.enum else None,
        "pattern": field.pattern,
        "minimum": field.minimum,
        "maximum": field.maximum,
    }
    return {name: value for name, value in stated.items() if value is not None}
