"""One's own terms: found by the next run, and again forgotten with their file."""

from dataclasses import replace
from pathlib import Path

import pytest
from run_samples import make_raw, settings_in

from pipeline.cli.progress import Quiet
from pipeline.errors import VocabularyError
from pipeline.run import Settings, run

TABLE = "concept_id,label,preferred_name,synonyms\nown:1,CONDITION,zonk,stress factor\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    make_raw(tmp_path / "raw", pages=1)
    return replace(settings_in(tmp_path), vocabulary=tmp_path / "vocabulary")


def conditions(settings: Settings) -> str:
    return (settings.clean / "conditions.csv").read_text()


def test_own_terms_are_found_after_the_next_run_alone(settings: Settings) -> None:
    run(settings, Quiet())
    plain = conditions(settings)
    folder = settings.vocabulary
    assert folder is not None
    folder.mkdir()
    (folder / "mine.csv").write_text(TABLE)
    assert run(settings, Quiet()).processed > 0
    assert "own:1,zonk" in conditions(settings)
    assert run(settings, Quiet()).is_unchanged
    (folder / "mine.csv").unlink()
    folder.rmdir()
    run(settings, Quiet())
    assert conditions(settings) == plain


def test_broken_terms_stop_the_run_before_any_work(settings: Settings) -> None:
    folder = settings.vocabulary
    assert folder is not None
    folder.mkdir()
    (folder / "mine.csv").write_text("concept_id\n")
    with pytest.raises(VocabularyError, match="line 1"):
        run(settings, Quiet())
    assert not settings.clean.exists()
