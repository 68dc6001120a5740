"""What a run is told, and where it keeps what it needs again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.model import CommentPolicy
from pipeline.review.workshop import workshop_of


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
        """See `workshop_of`."""
        return workshop_of(self.clean)

    @property
    def containers(self) -> Path:
        """Where listings of containers are kept, and copies of what lies deep in them."""
        return self.workshop / "containers"

    @property
    def cache(self) -> Path:
        """Where results of documents are kept."""
        return self.workshop / "cache"
