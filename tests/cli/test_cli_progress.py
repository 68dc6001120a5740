from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from pipeline.cli import bar
from pipeline.cli.bar import Bar
from pipeline.cli.interrupt import told_when_stopped
from pipeline.cli.progress import LONG, Lines, Quiet


def test_stage_is_one_line(capsys: pytest.CaptureFixture[str]):
    lines = Lines()
    lines.begin("observe", 3)
    for _ in range(3):
        lines.advance()
    lines.end()
    assert capsys.readouterr().err == "observe: 3 documents\n"


def test_long_stage_is_told_of_at_each_tenth(capsys: pytest.CaptureFixture[str]):
    lines = Lines()
    lines.begin("process", LONG)
    for _ in range(LONG):
        lines.advance()
    head, *told = capsys.readouterr().err.splitlines()
    assert (head, len(told)) == (f"process: {LONG} documents", 10)
    assert told[2].startswith(f"process: 300 of {LONG}, ")
    assert told[-1].endswith(" a second, 0 minutes left")


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt])
def test_progress_has_ended_when_a_command_fails(tmp_path: Path, error: type[BaseException]):
    class Ending(Quiet):
        ended = 0

        def end(self) -> None:
            self.ended += 1

    progress = Ending()
    with pytest.raises(error), told_when_stopped(tmp_path, progress):
        raise error
    assert progress.ended == 1


def test_bar_shows_rate_and_time_left(monkeypatch: pytest.MonkeyPatch):
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=120)
    monkeypatch.setattr(bar, "Console", lambda **_: console)
    shown = Bar()
    shown.begin("process", 100)
    for _ in range(40):
        shown.advance()
    shown.end()
    assert "/s" in screen.getvalue()
    assert "left" in screen.getvalue()
