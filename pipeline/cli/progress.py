"""Progress on stderr: a bar on a terminal, one line a stage otherwise."""

from __future__ import annotations

import sys
import time

from pipeline.engine import Progress

LONG = 1000
"""Documents from which on a stage is told of as it goes."""


def progress() -> Progress:
    """The progress that suits where stderr leads."""
    if sys.stderr.isatty():
        from pipeline.cli.bar import Bar  # noqa: PLC0415

        return Bar()
    return Lines()


class Quiet:
    """Shows nothing."""

    def begin(self, stage: str, total: int | None = None) -> None:
        """A stage begins."""

    def advance(self, steps: float = 1) -> None:
        """So many documents are done."""

    def end(self) -> None:
        """The last stage has ended."""


class Lines:
    """One line a stage, and one for each tenth of a long one."""

    def __init__(self) -> None:
        self._stage = ""
        self._total, self._done = 0, 0.0
        self._started = 0.0

    def begin(self, stage: str, total: int | None = None) -> None:
        """Name the stage that begins."""
        self._stage, self._total, self._done = stage, total or 0, 0.0
        self._started = time.monotonic()
        ahead = "" if total is None else f": {total} documents"
        print(f"{stage}{ahead}", file=sys.stderr, flush=True)

    def advance(self, steps: float = 1) -> None:
        """Say how far a long stage is, how fast it goes and how long it will take."""
        before, self._done = self._done, self._done + steps
        if self._total < LONG or 10 * before // self._total == 10 * self._done // self._total:
            return
        rate = self._done / max(time.monotonic() - self._started, 1e-9)
        left = (self._total - self._done) / rate / 60
        told = f"{self._done:.0f} of {self._total}, {rate:.1f} a second, {left:.0f} minutes left"
        print(f"{self._stage}: {told}", file=sys.stderr, flush=True)

    def end(self) -> None:
        """The summary follows."""
