"""A validator of others' making takes clean/ for what its descriptor says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from frictionless import Package

pytestmark = pytest.mark.filterwarnings("ignore")


def test_shipped_tables_are_a_valid_data_package():
    report = Package("clean/datapackage.json").validate()
    assert report.valid, report.flatten(["type", "message"])


def test_row_that_was_changed_by_hand_makes_it_invalid(tmp_path: Path):
    shutil.copytree("clean", tmp_path / "clean")
    rules = tmp_path / "clean" / "rules.csv"
    rules.write_text(rules.read_text(encoding="utf-8").replace(",strip,", ",other,", 1), encoding="utf-8")
    report = Package(str(tmp_path / "clean" / "datapackage.json")).validate()
    assert "constraint-error" in {kind for (kind,) in report.flatten(["type"])}
