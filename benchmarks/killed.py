"""What kills cost a run: `python -m benchmarks.killed 10000` kills one time and again, then lets it end.

`kill -9` goes to all its processes at once, as a power cut would. In the end the tables must be those of a
run that nobody killed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from benchmarks.generated import write_pages
from benchmarks.scale import WORKERS, winnow_run

KILLS, SECONDS = 4, 12.0


def killed(place: Path, seconds: float) -> None:
    """Begin to clean the pages below `place`, and kill the run after some seconds if it has not ended."""
    run = subprocess.Popen(
        winnow_run(place, WORKERS),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(seconds)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()


def ended(place: Path) -> str:
    """Clean the pages below `place` to the end; what the run says of them.

    Raises:
        subprocess.CalledProcessError: the run failed.
    """
    command = winnow_run(place, WORKERS)
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.partition("\n")[0]


def digests(place: Path) -> Mapping[str, str]:
    """The SHA-256 of each table below `place`."""
    tables = sorted((place / "clean").glob("*.csv"))
    return {table.name: hashlib.sha256(table.read_bytes()).hexdigest() for table in tables}


def main() -> int:
    """Kill, end, compare; exit status 1 if the tables differ."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.killed", description=__doc__)
    parser.add_argument("pages", type=int)
    pages = parser.parse_args().pages
    with tempfile.TemporaryDirectory() as folder:
        places = [Path(folder) / name for name in ("killed", "whole")]
        for place in places:
            write_pages(place / "raw", pages)
        for _ in range(KILLS):
            killed(places[0], SECONDS)
        print(ended(places[0]))
        ended(places[1])
        is_same = digests(places[0]) == digests(places[1])
    print("The tables are those of a run that nobody killed." if is_same else "The tables differ.")
    return 0 if is_same else 1


if __name__ == "__main__":
    sys.exit(main())
