"""Do two folders hold the same bytes? What `winnow check` asks of a rebuild and clean/."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class FileDifference:
    """A file that the two folders do not have alike."""

    path: str
    """Relative to the folders, with `/`."""
    change: Literal["added", "removed", "changed"]


def compare_folders(old: Path, new: Path) -> tuple[FileDifference, ...]:
    """Files that differ, sorted by path; none if the folders are alike or neither is there.

    Parquet files that only `new` has do not count: clean/ is committed without them.
    """
    before, after = _digests(old), _digests(new)
    return tuple(
        FileDifference(path, "added" if path not in before else "removed" if path not in after else "changed")
        for path in sorted(before.keys() | after.keys())
        if before.get(path) != after.get(path) and (path in before or not path.endswith(".parquet"))
    )


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): file_digest(path) for path in folder.rglob("*") if path.is_file()
    }


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal; the file is never held in memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
