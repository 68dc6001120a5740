"""How far a run has come, for whoever shows it."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told as a run goes on; what it shows is its own affair."""

    def begin(self, stage: str, total: int | None = None) -> None:
        """A stage begins (and the one before ends); `total` documents lie ahead, where that is known."""

    def advance(self, steps: float = 1) -> None:
        """So many documents of the stage are done; of one that takes several steps, a part."""

    def end(self) -> None:
        """The last stage has ended."""
