"""What `winnow diff` says of two builds, in each of its formats."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.commands import app
from pipeline.errors import ArgumentError


@pytest.fixture
def builds(tmp_path: Path) -> tuple[str, str]:
    """The shipped build, and one before it in which a correction of the runners' page was only flagged."""
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        shutil.copytree("clean", folder)
    lines = (old / "corrections.csv").read_text(encoding="utf-8").split("\n")
    place = next(place for place, line in enumerate(lines) if ",applied," in line)
    lines[place] = lines[place].replace(",applied,", ",flagged,")
    (old / "corrections.csv").write_text("\n".join(lines), encoding="utf-8")
    return str(old), str(new)


def diff(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["diff", *arguments], catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def test_correction_that_is_made_now_is_newly_applied(builds: tuple[str, str]):
    text = diff(*builds)
    assert "corrections: 0 added, 0 removed, 1 changed (status 1)\n" in text
    assert "Corrections newly applied: 1\n" in text
    assert "withdrawn" not in text


def test_correction_that_was_made_before_is_withdrawn(builds: tuple[str, str]):
    assert "Corrections withdrawn: 1\n" in diff(*reversed(builds))


def test_correction_that_puts_other_words_now_is_withdrawn_and_newly_applied(tmp_path: Path):
    shutil.copytree("clean", tmp_path / "old")
    table = tmp_path / "old" / "corrections.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",an,", ",another,", 1), encoding="utf-8")
    text = diff(str(tmp_path / "old"), "clean")
    assert "Corrections newly applied: 1\n" in text
    assert "Corrections withdrawn: 1\n" in text


def test_markdown_is_ready_for_a_change_log(builds: tuple[str, str]):
    text = diff(*builds, "--format", "markdown")
    assert text.startswith("- `corrections`: 0 added, 0 removed, 1 changed (status 1)\n")
    assert "\n### Corrections newly applied\n\n- hips-in-" in text


def test_json_holds_every_key(builds: tuple[str, str]):
    found = json.loads(diff(*builds, "--format", "json"))
    [table] = found["tables"]
    assert (table["table"], table["changed_columns"]) == ("corrections", {"status": 1})
    assert [row["key"] for row in table["changed"]] == [list(found["corrections"]["applied"])]


@pytest.mark.parametrize("name", ["text", "markdown", "json"])
def test_builds_that_are_alike_have_no_rows(name: str):
    text = diff("clean", "clean", "--format", name)
    assert (
        text in {"The builds are alike.\n", "Nothing changed in the tables.\n"}
        or not json.loads(text)["tables"]
    )


def test_format_that_is_none_is_refused(builds: tuple[str, str]):
    with pytest.raises(ArgumentError, match="yaml"):
        CliRunner().invoke(app, ["diff", *builds, "--format", "yaml"], catch_exceptions=False)
