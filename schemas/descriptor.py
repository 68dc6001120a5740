"""Table Schemas, as Data Package version 2 describes them (https://datapackage.org/standard/)."""

from __future__ import annotations

from schemas.field import Field, ForeignKey, Table
from schemas.tables import TABLES


def table_schema(table: Table) -> dict[str, object]:
    """The Table Schema of one table: fields, constraints, missing values and keys.

    Foreign keys that lead into one of several tables, or hold for some rows only, cannot be said there;
    the data dictionary says them.
    """
    return {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(name, field) for name, field in table.fields.items()],
        "missingValues": [""],
        "primaryKey": list(table.primary_key),
        "foreignKeys": [_foreign_key(table, key) for key in table.foreign_keys if _is_plain(key)],
    }


def _field(name: str, field: Field) -> dict[str, object]:
    described: dict[str, object] = {"name": name, "type": field.type, "description": field.description}
    if field.type == "boolean":
        described |= {"trueValues": ["true"], "falseValues": ["false"]}
    return described | {"constraints": _constraints(field)}


def _constraints(field: Field) -> dict[str, object]:
    stated = {
        "required": not field.nullable,
        "enum": list(field.enum) or None,
        "pattern": field.pattern,
        "minimum": field.minimum,
        "maximum": field.maximum,
    }
    return {name: value for name, value in stated.items() if value is not None}


def _is_plain(key: ForeignKey) -> bool:
    return len(key.tables) == 1 and key.where is None


def _foreign_key(table: Table, key: ForeignKey) -> dict[str, object]:
    [target] = key.tables
    resource = {} if target == table.name else {"resource": target}  # a table's own name is left out
    reference = {**resource, "fields": list(TABLES[target].primary_key)}
    return {"fields": list(key.columns), "reference": reference}
