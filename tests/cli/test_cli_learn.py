from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.commands import app
from pipeline.errors import DecisionError
from pipeline.model import Decision
from pipeline.review import append_decisions


@pytest.fixture
def decisions(tmp_path: Path) -> Path:
    """A folder in which a change was accepted twice."""
    for key in ("k1", "k2"):
        decision = Decision(
            id=key, time="2025-01-01T00:00:00Z", reviewer="ana", key=key, action="accept", before="teh",
            after="the", rule_id="misspelling", path="site/a.txt", source_id="site",
        )  # fmt: skip
        append_decisions(tmp_path / "decisions", [decision])
    return tmp_path / "decisions"


def learn(decisions: Path, heard: Path, *options: str) -> str:
    command = ["learn", "--decisions", str(decisions), "--heard", str(heard), *options]
    done = CliRunner().invoke(app, command, catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def test_what_is_learned_is_shown_and_kept(decisions: Path, tmp_path: Path) -> None:
    output = learn(decisions, tmp_path / "heard.jsonl")
    assert "misspelling  teh     the" in output
    assert f"Kept in {tmp_path}/heard.jsonl" in output
    assert '"accepted":2' in (tmp_path / "heard.jsonl").read_text()


def test_dry_run_writes_nothing(decisions: Path, tmp_path: Path) -> None:
    output = learn(decisions, tmp_path / "heard.jsonl", "--dry-run")
    assert "teh" in output
    assert "Nothing was written." in output
    assert not (tmp_path / "heard.jsonl").exists()


def test_no_decisions_teach_nothing(tmp_path: Path) -> None:
    assert "teach nothing new" in learn(tmp_path / "none", tmp_path / "heard.jsonl")
    assert not (tmp_path / "heard.jsonl").exists()


def test_a_broken_decision_teaches_nothing(decisions: Path, tmp_path: Path) -> None:
    (decisions / "ana.jsonl").write_text("{}\n")
    with pytest.raises(DecisionError, match="line 1"):
        learn(decisions, tmp_path / "heard.jsonl")
