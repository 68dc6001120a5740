"""Reviewers' writers to be killed: `ledger_killed.py FOLDER`.

For each line `REVIEWER NAME` on stdin, forks a writer and says its process id. The writer gives verdicts, one
at a time and in batches, until it is killed, and after each answer notes in `answered-NAME` what was
answered. Forked, so that each writer starts at once. Its writes are short ones, as a system may make them: so
most of those who are killed leave a torn line.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from pipeline.model import Decision
from pipeline.review import append_decisions, ledger

BATCH = 50
PIECE = 64
"""Bytes written at once."""


def batches(reviewer: str, name: str) -> Iterator[list[Decision]]:
    """One verdict, then a batch, and so on, all on keys of their own."""
    for number in count():
        size = BATCH if number % 2 else 1
        yield [
            Decision(id=key, time="2026-01-01T00:00:00Z", reviewer=reviewer, key=key, action="accept",
                     before="factors", after="fractures", rule_id="rule", path="site/a.txt", source_id="site")
            for key in (f"{name}-{number}-{place}" for place in range(size))
        ]  # fmt: skip


def write_until_killed(folder: Path, reviewer: str, name: str) -> None:
    """Give verdicts for ever."""
    note, ledger.os.write = os.write, lambda file, content, write=os.write: write(file, content[:PIECE])
    answered = os.open(folder / f"answered-{name}", os.O_WRONLY | os.O_CREAT)
    for batch in batches(reviewer, name):
        append_decisions(folder / "decisions", batch)
        note(answered, f"{batch[0].key} {len(batch)}\n".encode())


if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # killed writers leave no trace
    for line in sys.stdin:
        if process := os.fork():
            print(process, flush=True)
        else:
            write_until_killed(Path(sys.argv[1]), *line.split())
