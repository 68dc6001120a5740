from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from read_archives import Folder

from pipeline.model import Document, RawFile
from pipeline.read import read_document

Read = Callable[..., Document]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads bytes or text as a file of the given name."""

    def read_content(content: bytes | str, name: str = "page.txt") -> Document:
        data = content.encode() if isinstance(content, str) else content
        (tmp_path / "site").mkdir(exist_ok=True)
        (tmp_path / "site" / name).write_bytes(data)
        file = RawFile(f"site/{name}", "site", len(data), hashlib.sha256(data).hexdigest())
        return read_document(tmp_path, file)

    return read_content


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A raw folder with one source, to put containers into."""
    return Folder(tmp_path)
