"""A command and all its processes, watched: seconds, processor time, peak memory."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

_LOOK = 0.2
"""Seconds between two looks at the processes."""
_SHOWN = 2000
"""Characters shown of what a command that failed said."""
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Usage:
    """What a command took."""

    seconds: float
    cpu_seconds: float
    """Of all its processes."""
    parent_megabytes: float
    """Peak resident memory of the command's own process."""
    child_megabytes: float
    """The same of the largest of its descendants."""


def watch(command: Sequence[str | Path], *, cwd: Path | None = None) -> Usage:
    """Run a command to its end.

    Processor time is what the system notes of processes that were waited for or, where that is more,
    the sum of what each was last seen with. Memory is looked up in `/proc`, so on Linux alone.

    Raises:
        subprocess.CalledProcessError: it failed; the end of what it said on stderr is noted.
    """
    used, started = _children_seconds(), time.perf_counter()
    peaks: dict[int, float] = {}
    times: dict[int, float] = {}
    with TemporaryFile() as said:
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said, cwd=cwd)
        while run.poll() is None:
            for process in family(run.pid):
                peaks[process] = max(peaks.get(process, 0.0), _peak_megabytes(process))
                times[process] = max(times.get(process, 0.0), _seconds(process))
            time.sleep(_LOOK)
        seconds = time.perf_counter() - started
        if run.returncode:
            raise _failure(run, said)
    noted = _children_seconds() - used
    parent = peaks.pop(run.pid, 0.0)
    return Usage(seconds, max(noted, sum(times.values())), parent, max(peaks.values(), default=0.0))


def _failure(run: subprocess.Popen[bytes], said: IO[bytes]) -> subprocess.CalledProcessError:
    said.seek(0)
    error = subprocess.CalledProcessError(run.returncode, run.args)
    error.add_note(said.read().decode("utf-8", "replace")[-_SHOWN:])
    return error


def _children_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def family(process: int) -> Iterator[int]:
    """The process and all that descend from it."""
    yield process
    for child in map(int, _read(f"/proc/{process}/task/{process}/children").split()):
        yield from family(child)


def _peak_megabytes(process: int) -> float:
    found = re.search(r"^VmHWM:\s*(\d+) kB$", _read(f"/proc/{process}/status"), re.MULTILINE)
    return int(found[1]) / 1000 if found else 0.0


def _seconds(process: int) -> float:
    fields = _read(f"/proc/{process}/stat").rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS if fields else 0.0


def _read(path: str) -> str:
    """What the system says, nothing if the process has just ended."""
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
