"""A progress bar for terminals."""

from __future__ import annotations

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as RichProgress
from rich.text import Text


class _Rate(ProgressColumn):
    """Documents a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed else "")


class Bar:
    """One bar a stage; gone when the run is done."""

    def __init__(self) -> None:
        self._bars = RichProgress(
            TextColumn("{task.description:<10}"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeElapsedColumn(),
            TextColumn("left"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._stage: TaskID | None = None

    def begin(self, stage: str, total: int | None = None) -> None:
        """Show a bar for the stage."""
        self._bars.start()
        self._finish()
        self._stage = self._bars.add_task(stage, total=total)

    def advance(self, steps: float = 1) -> None:
        """Move the bar on."""
        if self._stage is not None:
            self._bars.advance(self._stage, steps)

    def end(self) -> None:
        """Take the bars away."""
        self._finish()
        self._bars.stop()

    def _finish(self) -> None:
        if self._stage is not None:
            task = self._bars.tasks[self._stage]
            self._bars.update(self._stage, total=task.total or 1, completed=task.total or 1)
