"""Time and memory of whole runs as pages grow: `python -m benchmarks.scale 1000 10000 100000`.

Each run cleans so many generated pages from nothing, in processes of their own; memory is the peak that the
system notes of the parent and of each worker.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generated import write_pages

_LOOK = 0.5
"""Seconds between two looks at the processes."""


@dataclass(frozen=True, slots=True)
class Grown:
    """What one run took."""

    pages: int
    seconds: float
    cpu_seconds: float
    parent_megabytes: float
    worker_megabytes: float


def measure(pages: int, place: Path, *, workers: int = 2) -> Grown:
    """Generate pages below `place` and clean them once.

    Raises:
        subprocess.CalledProcessError: the run failed.
    """
    write_pages(place / "raw", pages)
    command = [sys.executable, "-m", "pipeline", "run", "--raw", str(place / "raw"), "--clean",
               str(place / "clean"), "--workers", str(workers)]  # fmt: skip
    used, started = _children_seconds(), time.perf_counter()
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peaks: dict[int, float] = {}
    while run.poll() is None:
        for process in (run.pid, *_children(run.pid)):
            peaks[process] = max(peaks.get(process, 0.0), _peak_megabytes(process))
        time.sleep(_LOOK)
    if run.returncode:
        raise subprocess.CalledProcessError(run.returncode, command)
    parent = peaks.pop(run.pid)
    seconds = time.perf_counter() - started
    return Grown(pages, seconds, _children_seconds() - used, parent, max(peaks.values(), default=0.0))


def table(sizes: Sequence[int]) -> str:
    """A Markdown table, a row for each number of pages."""
    rows = ["| pages | wall ms a page | CPU ms a page | parent MB | worker MB |", "|---|---|---|---|---|"]
    for pages in sizes:
        with tempfile.TemporaryDirectory() as folder:
            grown = measure(pages, Path(folder))
        rows.append(
            f"| {pages:,} | {1000 * grown.seconds / pages:.1f} | {1000 * grown.cpu_seconds / pages:.1f} "
            f"| {grown.parent_megabytes:.0f} | {grown.worker_megabytes:.0f} |"
        )
    return "\n".join([*rows, ""])


def _children_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _children(process: int) -> Iterator[int]:
    try:
        text = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return
    yield from map(int, text.split())


def _peak_megabytes(process: int) -> float:
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
    except OSError:  # it has just ended
        return 0.0
    found = re.search(r"^VmHWM:\s*(\d+) kB$", status, re.MULTILINE)
    return int(found[1]) / 1000 if found else 0.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("pages", type=int, nargs="+")
    print(table(parser.parse_args().pages))


if __name__ == "__main__":
    main()
