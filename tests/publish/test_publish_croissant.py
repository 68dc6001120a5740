"""The Croissant description names files and columns that are there."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from publish_pages import sample_tables

from pipeline.publish import build_tables, write_tables
from schemas import TABLES


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    write_tables(sample_tables(), tmp_path)
    return tmp_path


@pytest.fixture
def described(clean: Path) -> dict:
    return json.loads((clean / "croissant.json").read_text(encoding="utf-8"))


def test_files_have_the_size_and_hash_that_it_states(clean: Path, described: dict):
    assert [file["name"] for file in described["distribution"]] == [f"{name}.csv" for name in TABLES]
    for file in described["distribution"]:
        content = (clean / file["contentUrl"]).read_bytes()
        assert (file["contentSize"], file["sha256"]) == (
            f"{len(content)} B",
            hashlib.sha256(content).hexdigest(),
        )


def test_every_column_of_every_table_is_a_field(described: dict):
    fields = {
        records["name"]: [field["name"] for field in records["field"]] for records in described["recordSet"]
    }
    assert fields == {name: list(table.fields) for name, table in TABLES.items()}


def test_keys_and_references_lead_to_fields(described: dict):
    fields = {field["@id"] for records in described["recordSet"] for field in records["field"]}
    keys = {key["@id"] for records in described["recordSet"] for key in records["key"]}
    leading = {
        field["@id"]: field["references"]["field"]["@id"]
        for records in described["recordSet"] for field in records["field"] if "references" in field
    }  # fmt: skip
    assert keys | set(leading.values()) <= fields
    assert leading["mentions/document_id"] == "documents/document_id"


def test_licences_are_those_of_the_sources(described: dict):
    assert described["license"] == ["CC-BY-4.0"]


def test_empty_build_has_a_description(tmp_path: Path):
    write_tables(build_tables((), (), (), ()), tmp_path)
    assert json.loads((tmp_path / "croissant.json").read_text())["license"] == []
