"""How a command ends before its time: the bar is taken away, and what Control-C left is said in one line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.engine import Progress
from pipeline.terminal import shown


@contextmanager
def told_when_stopped(clean: Path, progress: Progress) -> Iterator[None]:
    """Say on stderr in what state Control-C left the tables; the command then exits 130.

    Whatever else ends it is told when the progress is no longer shown.
    """
    before = _identity(clean)
    try:
        yield
    except KeyboardInterrupt:
        progress.end()
        state = "is as it was" if _identity(clean) == before else "holds the new tables"
        print(f"stopped: {shown(str(clean))}/ {state}", file=sys.stderr)
        raise
    except Exception:
        progress.end()  # else a bar stays, and takes the cursor with it
        raise


def _identity(folder: Path) -> int | None:
    """A number that changes when the folder is replaced, as a run does it; None while it is not there."""
    return folder.stat().st_ino if folder.exists() else None
