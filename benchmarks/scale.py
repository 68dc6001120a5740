"""Time and memory of whole runs as pages grow: `python -m benchmarks.scale 1000 10000 100000`.

Each run cleans so many generated pages from nothing, with two workers.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.generated import write_pages
from benchmarks.watch import Usage, watch

SIZES = (100, 1_000, 10_000)
WORKERS = 2


def measure(pages: int, place: Path) -> Usage:
    """Generate pages below `place` and clean them once.

    Raises:
        subprocess.CalledProcessError: the run failed.
    """
    write_pages(place / "raw", pages)
    return watch(winnow_run(place, WORKERS))


def winnow_run(place: Path, workers: int) -> tuple[str, ...]:
    """The command that cleans what lies in `raw` below a folder."""
    folders = ("--raw", str(place / "raw"), "--clean", str(place / "clean"))
    return (sys.executable, "-m", "pipeline", "run", *folders, "--workers", str(workers))


def table(sizes: Sequence[int] = SIZES) -> str:
    """A Markdown table, a row for each number of pages."""
    rows = ["| pages | wall ms a page | CPU ms a page | parent MB | worker MB |", "|---|---|---|---|---|"]
    for pages in sizes:
        with tempfile.TemporaryDirectory() as folder:
            usage = measure(pages, Path(folder))
        rows.append(
            f"| {pages:,} | {1000 * usage.seconds / pages:.1f} | {1000 * usage.cpu_seconds / pages:.1f} "
            f"| {usage.parent_megabytes:.0f} | {usage.child_megabytes:.0f} |"
        )
    return "\n".join([*rows, ""])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("pages", type=int, nargs="+")
    print(table(parser.parse_args().pages))


if __name__ == "__main__":
    main()
