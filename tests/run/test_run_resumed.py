"""A run that was killed is taken up where it was: no page that was done is done again."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from run_samples import kept_results, winnow

from benchmarks.generated import write_pages

PAGES = 120
ENOUGH = PAGES + 20
"""Kept results at which the run is killed: all observations, and some pages."""


def test_killed_run_is_taken_up_where_it_was(tmp_path: Path):
    write_pages(tmp_path / "raw", PAGES)
    command = [sys.executable, "-m", "pipeline", "run", "--workers", "2"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL) as run:
        wait_for(ENOUGH, tmp_path, run)
        os.kill(run.pid, signal.SIGKILL)
    kept = len(kept_results(tmp_path))
    assert kept < 2 * PAGES, "The run was over before it was killed."
    done = winnow("run", "--workers", "2", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    [counts] = re.findall(r"(\d+) processed, (\d+) from the cache", done.stdout)
    assert tuple(map(int, counts)) == (2 * PAGES - kept, kept - PAGES)


def wait_for(count: int, folder: Path, run: subprocess.Popen[bytes]) -> None:
    while len(kept_results(folder)) < count:
        assert run.poll() is None
        time.sleep(0.01)
