"""Writers killed at any moment lose no verdict that was answered and leave no file that cannot be read."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from pipeline.review import load_decisions

KILLS = 1_000
WRITERS = 4
REVIEWERS = ("ana", "bo")
"""Two writers share each file."""
LONGEST_LIFE = 0.012
"""Seconds between two kills at most: each of the writers lives four times as long on average."""


def answered(folder: Path) -> dict[str, set[str]]:
    """The keys that were answered, by reviewer."""
    found: dict[str, set[str]] = {reviewer: set() for reviewer in REVIEWERS}
    for path in folder.glob("answered-*"):
        reviewer = path.name.split("-")[1]
        for line in path.read_text().split("\n")[:-1]:
            first, size = line.split()
            stem = first.rpartition("-")[0]
            found[reviewer] |= {f"{stem}-{place}" for place in range(int(size))}
    return found


def test_no_answered_verdict_is_lost_when_writers_are_killed(tmp_path):
    choose = random.Random(7)
    command = [sys.executable, str(Path(__file__).with_name("ledger_killed.py")), str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as nursery:

        def start(number: int) -> int:
            reviewer = REVIEWERS[number % len(REVIEWERS)]
            nursery.stdin.write(f"{reviewer} {reviewer}-{number}\n")
            nursery.stdin.flush()
            return int(nursery.stdout.readline())

        writers = [start(number) for number in range(WRITERS)]
        for number in range(WRITERS, WRITERS + KILLS):
            time.sleep(choose.random() * LONGEST_LIFE)
            place = number % WRITERS  # the newest writer of a file takes the place of its killed one
            os.kill(writers[place], signal.SIGKILL)
            writers[place] = start(number)
        for writer in writers:
            os.kill(writer, signal.SIGKILL)
        nursery.stdin.close()
    time.sleep(0.2)  # a killed writer may still be inside its last write
    loaded = load_decisions(tmp_path / "decisions")
    expected = answered(tmp_path)
    assert sum(map(len, expected.values())) > KILLS
    for reviewer in REVIEWERS:
        assert expected[reviewer] <= loaded.by_reviewer[reviewer].keys()
