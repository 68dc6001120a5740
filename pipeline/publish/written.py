"""The CSV files of a build as they were written: what the descriptors say of them, read once for both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.publish.compare import file_digest
from schemas import TABLES


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file of a table."""

    name: str
    bytes: int
    sha256: str


def written_files(folder: Path) -> Mapping[str, WrittenFile]:
    """The CSV files in a folder, by table."""
    paths = {name: folder / f"{name}.csv" for name in TABLES}
    return {
        name: WrittenFile(path.name, path.stat().st_size, file_digest(path)) for name, path in paths.items()
    }
