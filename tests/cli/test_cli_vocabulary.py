from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.commands import app
from pipeline.errors import VocabularyError

TABLE = "concept_id,label,preferred_name,synonyms\nown:1,CONDITION,runner's zonk,asthma|zonkitis\n"


def add(folder: Path, *options: str) -> str:
    (folder / "terms.csv").write_text(TABLE)
    command = ["vocabulary", "add", str(folder / "terms.csv"), "--vocabulary", str(folder / "own"), *options]
    done = CliRunner().invoke(app, command, catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def test_terms_are_counted_and_kept(tmp_path: Path) -> None:
    output = add(tmp_path)
    assert "CONDITION terms" in output
    assert f"Kept in {tmp_path}/own/terms.csv" in output
    assert "runner's zonk" in (tmp_path / "own" / "terms.csv").read_text()


def test_names_that_change_their_meaning_are_listed(tmp_path: Path) -> None:
    assert "asthma: MONDO:0004979 (asthma)" in add(tmp_path)


def test_dry_run_writes_nothing(tmp_path: Path) -> None:
    assert "Nothing was written." in add(tmp_path, "--dry-run")
    assert not (tmp_path / "own").exists()


def test_broken_file_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "terms.csv").write_text("concept_id,preferred_name\nown:1\n")
    command = ["vocabulary", "add", str(tmp_path / "terms.csv"), "--vocabulary", str(tmp_path / "own")]
    with pytest.raises(VocabularyError, match="line 2"):
        CliRunner().invoke(app, command, catch_exceptions=False)
    assert not (tmp_path / "own").exists()
