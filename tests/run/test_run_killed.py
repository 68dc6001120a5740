from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from run_samples import content, make_raw, page_text, write

MOMENTS = 50


class Runs:
    """Runs in processes of their own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def finish(self) -> float:
        """Let a run come to its end; the seconds it took."""
        self._start()
        started = time.perf_counter()
        assert self._process.stdout.readline() == "0\n"
        return time.perf_counter() - started

    def kill_after(self, seconds: float) -> None:
        """Kill a run, if it is not done by then."""
        run = self._start()
        time.sleep(seconds)
        with suppress(ProcessLookupError):
            os.kill(run, signal.SIGKILL)
        assert self._process.stdout.readline() in ("0\n", "-9\n")

    def _start(self) -> int:
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[Runs]:
    command = [sys.executable, str(Path(__file__).with_name("run_killed.py")), str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Runs(process)


def test_killed_run_leaves_the_tables_as_before_or_as_after(tmp_path: Path, runs: Runs):
    page = make_raw(tmp_path / "raw") / "texts" / "changing.txt"
    clean, builds, seconds = tmp_path / "clean", {}, 0.0
    for version in (8, 9, 8):
        write(page, page_text(version))
        seconds = runs.finish()
        builds[version] = content(clean)
    moments, outcomes, standing = random.Random(7), set(), 8
    for _ in range(MOMENTS):
        wanted = 17 - standing
        write(page, page_text(wanted))
        runs.kill_after(moments.uniform(0, seconds * 1.1))
        left = content(clean)
        assert left in (builds[standing], builds[wanted])
        outcomes.add("after" if left == builds[wanted] else "before")
        standing = wanted if left == builds[wanted] else standing
    runs.finish()
    assert outcomes == {"before", "after"}
    assert {path.name for path in tmp_path.iterdir()} == {"raw", "clean", ".build"}
