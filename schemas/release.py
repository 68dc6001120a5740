"""The published form of the contract, and which step of the version a change to it needs.

`schemas/json/` holds a JSON Schema a table and `contract.json`, the contract as it was last published. It is
written by `make schemas`, which refuses when the contract has changed and its version has not been stepped.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from enum import IntEnum
from pathlib import Path
from typing import Any

from schemas.field import Table
from schemas.json_schema import json_schema
from schemas.tables import TABLES
from schemas.version import VERSION

FOLDER = Path(__file__).with_name("json")
CONTRACT = "contract.json"
_WORDS = frozenset({"description", "usage"})
"""Parts of a table or a column that only people read."""

Contract = Mapping[str, Any]


class Step(IntEnum):
    """What changes of a version."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


def contract(tables: Mapping[str, Table] = TABLES, version: str = VERSION) -> Contract:
    """The whole contract as plain data."""
    described = {name: _described(table) for name, table in tables.items()}
    plain: Contract = json.loads(json.dumps({"version": version, "tables": described}))
    return plain


def needed_step(old: Contract, new: Contract) -> Step:
    """The step that leads from one contract to another: the greatest that any of the changes needs."""
    return max(_steps(old["tables"], new["tables"]), default=Step.NONE)


def taken_step(old: str, new: str) -> Step:
    """The step between two versions; `NONE` also where the new one is no successor of the old one."""
    before, after = ([int(part) for part in version.split(".")] for version in (old, new))
    place = next((place for place in range(3) if before[place] != after[place]), None)
    if place is None or after[place] < before[place]:
        return Step.NONE
    return Step(3 - place)


def files(tables: Mapping[str, Table] = TABLES) -> Mapping[str, str]:
    """What `schemas/json/` holds, by file name."""
    schemas = {f"{name}.schema.json": json_schema(table) for name, table in tables.items()}
    return {name: _text(content) for name, content in {CONTRACT: contract(tables), **schemas}.items()}


def _described(table: Table) -> dict[str, Any]:
    return {
        "description": table.description,
        "usage": table.usage,
        "primary_key": table.primary_key,
        "foreign_keys": [asdict(key) for key in table.foreign_keys],
        "fields": {name: asdict(field) for name, field in table.fields.items()},
    }


def _steps(old: Contract, new: Contract) -> Iterator[Step]:
    for name in old.keys() | new.keys():
        if name not in old or name not in new:
            yield Step.MINOR if name in new else Step.MAJOR
        else:
            yield from _table_steps(old[name], new[name])


def _table_steps(old: Contract, new: Contract) -> Iterator[Step]:
    before, after = list(old["fields"]), list(new["fields"])
    if after[: len(before)] != before:
        yield Step.MAJOR  # a column is gone, or stands elsewhere
    elif after != before:
        yield Step.MINOR
    for part in old.keys() - {"fields"}:
        if old[part] != new[part]:
            yield Step.PATCH if part in _WORDS else Step.MAJOR
    for name in old["fields"].keys() & new["fields"].keys():
        yield from _field_steps(old["fields"][name], new["fields"][name])


def _field_steps(old: Contract, new: Contract) -> Iterator[Step]:
    for part in old:
        if old[part] == new[part]:
            continue
        if part in _WORDS:
            yield Step.PATCH
        elif part == "enum" and old[part] and set(old[part]) < set(new[part]):
            yield Step.MINOR
        else:
            yield Step.MAJOR


def _text(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
