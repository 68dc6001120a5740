"""One part of the quality page, and how a scorer of the benchmark data is run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import ConfigurationError

NOTHING = Path(os.devnull)


@dataclass(frozen=True, slots=True)
class Section:
    """A titled table, and the figures of it that have floors."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    figures: Mapping[str, float]
    """By dotted name, unique over all sections."""
    caveat: str = ""
    """What a reader must know to read the table rightly; Markdown."""

    def markdown(self) -> str:
        """The section as Markdown, with a line feed at the end."""
        lines = [f"## {self.title}", "", *([self.caveat, ""] if self.caveat else [])]
        lines += ["| " + " | ".join(self.header) + " |", "|" + "---|" * len(self.header)]
        lines += ["| " + " | ".join("" if cell is None else str(cell) for cell in row) + " |"
                  for row in self.rows]  # fmt: skip
        return "\n".join([*lines, ""])


def run(command: Sequence[str | Path], *, source: Path = NOTHING, target: Path | None = None) -> None:
    """Run a program.

    Args:
        command: the program and its arguments.
        source: the file that it reads as standard input.
        target: the file for its standard output, which goes to stderr without it.

    Raises:
        ConfigurationError: it failed.
    """
    with ExitStack() as streams:
        stdin = streams.enter_context(source.open("rb"))
        stdout = streams.enter_context(target.open("wb")) if target else sys.stderr
        done = subprocess.run([str(part) for part in command], check=False, stdin=stdin, stdout=stdout)
    if done.returncode:
        raise ConfigurationError(f"A measuring program failed ({done.returncode}).", where=str(command[1]),
                                 remedy="See its messages above.")  # fmt: skip


def python(*arguments: str | Path) -> tuple[str | Path, ...]:
    """A command that runs this Python."""
    return sys.executable, *arguments


def read_report(path: Path) -> dict[str, Any]:
    """The JSON object that a scorer wrote."""
    report: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return report


def present(figures: Mapping[str, float | None]) -> dict[str, float]:
    """The figures without those that could not be measured."""
    return {name: float(value) for name, value in figures.items() if value is not None}
