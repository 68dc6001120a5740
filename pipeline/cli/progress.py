"""Progress on stderr: a bar on a terminal, one line a stage otherwise."""

from __future__ import annotations

import sys

from pipeline.engine import Progress


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

    def advance(self, steps: int = 1) -> None:
        """So many documents are done."""

    def end(self) -> None:
        """The last stage has ended."""


class Lines:
    """One line a stage."""

    def begin(self, stage: str, total: int | None = None) -> None:
        """Name the stage that begins."""
        ahead = "" if total is None else f": {total} documents"
        print(f"{stage}{ahead}", file=sys.stderr, flush=True)

    def advance(self, steps: int = 1) -> None:
        """Documents are not counted one by one."""

    def end(self) -> None:
        """The summary follows."""
