"""Whole pages from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.commands import app
from pipeline.errors import ArgumentError


def export(*arguments: str) -> bytes:
    done = CliRunner().invoke(app, ["export", *arguments], catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout_bytes


def test_pages_go_to_standard_output_line_by_line():
    lines = export().decode().splitlines()
    assert {json.loads(line)["source_id"] for line in lines} == {"hips-in-pregnancy", "hips-in-runners"}


def test_pages_go_to_a_file_where_one_is_named(tmp_path: Path):
    assert export("--out", str(tmp_path / "pages.jsonl")) == b""
    assert (tmp_path / "pages.jsonl").read_bytes() == export()
    assert [path.name for path in tmp_path.iterdir()] == ["pages.jsonl"]


def test_folder_that_is_none_is_named(tmp_path: Path):
    with pytest.raises(ArgumentError, match="missing"):
        CliRunner().invoke(app, ["export", "--out", str(tmp_path / "missing" / "x")], catch_exceptions=False)


def test_format_that_is_none_is_refused():
    with pytest.raises(ArgumentError, match="xml"):
        CliRunner().invoke(app, ["export", "--format", "xml"], catch_exceptions=False)
