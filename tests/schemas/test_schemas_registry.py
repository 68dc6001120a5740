from typing import get_args

import pytest

from pipeline import model
from schemas import FIELDS, TABLES
from schemas.checks import pandera_schema
from schemas.descriptor import table_schema
from schemas.dictionary import data_dictionary
from schemas.tables import CONCEPT_TABLES
from schemas.types import polars_schema

EVERY = pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())


@EVERY
def test_keys_are_columns_that_are_never_null(table):
    assert all(not table.fields[column].nullable for column in table.primary_key)


@EVERY
def test_foreign_keys_lead_from_columns_to_primary_keys_of_the_same_size(table):
    for key in table.foreign_keys:
        assert set(key.columns) <= table.fields.keys()
        assert key.where is None or key.where[0] in table.fields
        for target in key.tables:
            assert len(TABLES[target].primary_key) == len(key.columns)


@EVERY
def test_every_column_is_described_by_a_sentence(table):
    for field in table.fields.values():
        assert field.description.endswith(".")


@EVERY
def test_numbers_have_decimals_and_nothing_else_has(table):
    assert all((field.type == "number") == (field.decimals is not None) for field in table.fields.values())


@EVERY
def test_pandera_polars_and_the_package_know_the_same_columns(table):
    names = list(table.fields)
    assert list(pandera_schema(table).columns) == names
    assert polars_schema(table).names() == names
    assert [field["name"] for field in table_schema(table)["fields"]] == names


def test_every_described_field_is_used():
    used = [field for table in TABLES.values() for field in table.fields.values()]
    assert all(any(field is other for other in used) for field in FIELDS.values())


def test_enums_are_those_of_the_model():
    assert TABLES["mentions"].fields["label"].enum == get_args(model.Label)
    assert TABLES["blocks"].fields["kind"].enum == get_args(model.BlockKind)
    assert TABLES["rules"].fields["stage"].enum == ("strip", "correct", "extract")


def test_every_label_has_a_concept_table():
    assert set(CONCEPT_TABLES) == set(get_args(model.Label))
    assert set(CONCEPT_TABLES.values()) <= TABLES.keys()


def test_a_table_that_refers_to_itself_does_not_name_itself():
    keys = table_schema(TABLES["documents"])["foreignKeys"]
    assert {"fields": ["duplicate_of"], "reference": {"fields": ["document_id"]}} in keys
    assert {"fields": ["source_id"], "reference": {"resource": "sources", "fields": ["source_id"]}} in keys


def test_keys_into_one_of_several_tables_are_left_to_the_dictionary():
    assert all(len(key["fields"]) > 1 or key["fields"] == ["document_id"]
               for key in table_schema(TABLES["relations"])["foreignKeys"])  # fmt: skip
    text = data_dictionary(TABLES.values())
    assert "`concept_id` where `label` is SYMPTOM names a row of symptoms." in text
    assert "`object_concept_id` names a row of conditions or symptoms or treatments." in text


def test_the_dictionary_describes_every_column_of_every_table():
    text = data_dictionary(TABLES.values())
    for table in TABLES.values():
        section = text.split(f"\n## {table.name}\n")[1].split("\n## ")[0]
        assert all(f"| {name} | {field.type} |" in section for name, field in table.fields.items())


def test_a_bar_in_a_pattern_does_not_break_the_dictionary_table():
    rows = [line for line in data_dictionary(TABLES.values()).split("\n") if line.startswith("| accessed")]
    assert [row.replace("\\|", "").count("|") for row in rows] == [6]


@pytest.mark.parametrize(("table", "column"), [("corrections", "before"), ("mentions", "raw_surface")])
def test_the_dictionary_tells_how_to_find_a_place_in_its_block(table, column):
    section = data_dictionary(TABLES.values()).split(f"\n## {table}\n")[1].split("\n## ")[0]
    assert f"`blocks.text[start - blocks.start : end - blocks.start]` is `{column}`" in section
