"""Digests of what a result depends on: the project's own code, models and rules, and its dependencies."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

ROOT = Path(__file__).resolve().parents[2]
"""The folder that holds `pipeline/` and `schemas/`."""
OUTSIDE_PAGES = frozenset({"cli", "engine", "publish", "review", "run", "trace", "pieces.py", "__main__.py"})
"""Parts of `pipeline/` that no stage may import (see the layers in pyproject.toml)."""


def folder_digest(folder: Path, known: Mapping[str, str] = MappingProxyType({})) -> str:
    """SHA-256 over the names and bytes of all files of a folder; a missing folder has its own digest.

    Args:
        folder: any.
        known: SHA-256 of files right in the folder, by name; they are not read again.
    """
    if not folder.is_dir():
        return "missing"
    told = {folder / name: sha256 for name, sha256 in known.items()}
    return _digest(folder, _files(folder), content=lambda file: told.get(file) or _content(file))


@cache
def code_digest() -> str:
    """Digest of all code, models, rules and schemas, of Python's version and the installed packages'."""
    files = [*_files(ROOT / "pipeline"), *_files(ROOT / "schemas")]
    return _digest(ROOT, files, content=_code_content)


@cache
def page_code_digest() -> str:
    """As `code_digest`, of those parts alone that a page can depend on, and of how pages are packed."""
    parts = [path for path in (ROOT / "pipeline").iterdir() if path.name not in OUTSIDE_PAGES]
    files = [file for part in parts for file in _files(part)]
    packing = [ROOT / "pipeline" / "engine" / name for name in ("packing.py", "worker.py", "cache.py")]
    return _digest(ROOT, [*files, *packing, *_files(ROOT / "schemas")], content=_code_content)


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    else:
        yield from (file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts)


@cache
def _installed() -> str:
    """The packages that this one asks for, with their installed versions, whatever a lock file says."""
    # Deferred: the process that forks the workers never asks.
    from importlib.metadata import PackageNotFoundError, requires  # noqa: PLC0415

    try:
        needed = [line for line in requires("winnow") or [] if "extra ==" not in line]
    except PackageNotFoundError:
        return "not installed"
    names = sorted({re.split(r"[^\w.-]", line)[0] for line in needed})
    return " ".join(f"{name}-{_version(name)}" for name in names)


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - see above

    try:
        return version(name)
    except PackageNotFoundError:  # other Pythons need it
        return "none"


def _content(file: Path) -> str:
    with file.open("rb") as stream:  # tables may be larger than memory
        return hashlib.file_digest(stream, "sha256").hexdigest()


_code_content = cache(_content)
"""Code and models are of two digests, and do not change while they run."""


def _digest(root: Path, files: Iterable[Path], *, content: Callable[[Path], str] = _content) -> str:
    digest = hashlib.sha256(f"{sys.version} {_installed()}".encode())
    for file in sorted(files):
        name = file.relative_to(root).as_posix()
        digest.update(f"{name}\0{content(file)}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()
