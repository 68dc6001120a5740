"""Where things lie that can be made again from other files."""

from __future__ import annotations

from pathlib import Path


def workshop_of(clean: Path) -> Path:
    """`.build/<name of clean>/` beside a folder of tables: cache, index, and what became of decisions."""
    place = clean.resolve()
    return place.parent / ".build" / place.name
