"""The contract changes only together with its version, and readers in any language can check rows by it."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import jsonschema
import pytest

from schemas import TABLES, Field, Table
from schemas.json_schema import json_schema
from schemas.release import CONTRACT, FOLDER, Step, contract, files, needed_step, taken_step
from schemas.version import VERSION

RULES = TABLES["rules"]
TEXT = Field("string", "More.")


def with_rules(**changes: object) -> MappingProxyType[str, Table]:
    return MappingProxyType({**TABLES, "rules": replace(RULES, **changes)})


def with_field(name: str, **changes: object) -> MappingProxyType[str, Table]:
    return with_rules(fields={**RULES.fields, name: replace(RULES.fields[name], **changes)})


CHANGES = {
    "none": (TABLES, Step.NONE),
    "table removed": ({name: table for name, table in TABLES.items() if name != "rules"}, Step.MAJOR),
    "table added": ({**TABLES, "more": RULES}, Step.MINOR),
    "column removed": (
        with_rules(fields={name: field for name, field in RULES.fields.items() if name != "action"}),
        Step.MAJOR,
    ),
    "column added behind": (with_rules(fields={**RULES.fields, "more": TEXT}), Step.MINOR),
    "column added in front": (with_rules(fields={"more": TEXT, **RULES.fields}), Step.MAJOR),
    "columns turned": (with_rules(fields=dict(reversed(RULES.fields.items()))), Step.MAJOR),
    "type changed": (with_field("n_hits", type="number"), Step.MAJOR),
    "may be null": (with_field("action", nullable=True), Step.MAJOR),
    "may not be null": (with_field("measured_precision", nullable=False), Step.MAJOR),
    "value added": (with_field("stage", enum=(*RULES.fields["stage"].enum, "publish")), Step.MINOR),
    "value removed": (with_field("stage", enum=RULES.fields["stage"].enum[1:]), Step.MAJOR),
    "first pattern": (with_field("action", pattern="^a"), Step.MAJOR),
    "other key": (with_rules(primary_key=("rule_id", "stage")), Step.MAJOR),
    "other words": (with_field("action", description="Else."), Step.PATCH),
}


def test_published_contract_is_that_of_the_registry():
    """If this fails: step VERSION in schemas/version.py and run `make schemas`."""
    published = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    assert published == dict(files())
    assert json.loads(published[CONTRACT])["version"] == VERSION


@pytest.mark.parametrize(("tables", "step"), CHANGES.values(), ids=CHANGES.keys())
def test_change_needs_its_step(tables: dict[str, Table], step: Step):
    assert needed_step(contract(), contract(tables)) == step


@pytest.mark.parametrize(
    ("old", "new", "step"),
    [
        ("1.2.3", "1.2.3", Step.NONE),
        ("1.2.3", "1.2.4", Step.PATCH),
        ("1.2.3", "1.3.0", Step.MINOR),
        ("1.2.3", "2.0.0", Step.MAJOR),
        ("1.2.3", "1.1.9", Step.NONE),
    ],
)
def test_step_between_versions(old: str, new: str, step: Step):
    assert taken_step(old, new) == step


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_rows_of_the_shipped_tables_keep_the_json_schema(table: Table):
    checker = jsonschema.Draft202012Validator(json_schema(table))
    checker.check_schema(json_schema(table))
    with (Path("clean") / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            checker.validate({name: value_of(table.fields[name], cell) for name, cell in row.items()})


def value_of(field: Field, cell: str) -> object:
    if not cell:
        return None
    return cell if field.type == "string" else json.loads(cell)


def test_row_that_breaks_the_contract_breaks_the_json_schema():
    rule = {"rule_id": "x", "stage": "other", "description": "d", "action": "a", "n_hits": -1}
    broken = list(jsonschema.Draft202012Validator(json_schema(RULES)).iter_errors(rule))
    assert {error.validator for error in broken} == {"enum", "minimum", "required"}
