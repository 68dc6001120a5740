"""What kills cost a run: `python -m benchmarks.killed 10000` kills one time and again, then lets it end.

`kill -9` goes to all its processes at once, as a power cut would. In the end the tables must be those of a
run that nobody killed.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.generated import write_pages
from benchmarks.scale import WORKERS, winnow_run
from pipeline.publish import compare_folders

KILLS, SECONDS = 4, 12.0


def killed(place: Path, seconds: float) -> None:
    """Begin to clean the pages below `place`, and kill the run and all it started after some seconds."""
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
        is_same = not compare_folders(*(place / "clean" for place in places))
    print("The tables are those of a run that nobody killed." if is_same else "The tables differ.")
    return 0 if is_same else 1


if __name__ == "__main__":
    sys.exit(main())
