"""What a run is told, and where it keeps what it needs again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.model import CommentPolicy


@dataclass(frozen=True, slots=True)
class Settings:
    """The folders and means of a run. Of the means, `engine` and `workers` change no byte of the result."""

    raw: Path
    clean: Path
    decisions: Path
    comments: CommentPolicy = "auto"
    engine: str = "local"
    workers: int | None = None
    """How many processes; None lets the engine choose."""
    vocabulary: Path | None = None
    """Folder of one's own terms; a missing folder is an empty one."""

    @property
    def workshop(self) -> Path:
        """`.build/<name of clean>/` beside the clean folder: cache, state, lock, the decisions' fate."""
        place = self.clean.resolve()
        return place.parent / ".build" / place.name

    @property
    def cache(self) -> Path:
        """Where results of documents are kept."""
        return self.workshop / "cache"
