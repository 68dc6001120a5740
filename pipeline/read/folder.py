"""What lies under raw/: the sources, the files to read, and what cannot be read."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ArgumentError, InputError, TooLarge, UnsupportedFile
from pipeline.model import Quarantined, RawFile, Source
from pipeline.read.paths import check_plain_file, printable, unreadable
from pipeline.read.sources import FILE_NAME, load_source

SUFFIXES = frozenset({".txt", ".html", ".htm", ".xhtml"})
SIZE_LIMIT = 32 * 2**20
_CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class Inventory:
    """The raw folder at one moment. Every file that is not hidden is in `files` or in `quarantined`."""

    sources: tuple[Source, ...]
    """Sorted by id."""
    files: tuple[RawFile, ...]
    """Sorted by path."""
    quarantined: tuple[Quarantined, ...]
    """Sorted by path."""


def inventory(raw: Path) -> Inventory:
    """List the raw folder, and hash its files.

    Each folder directly under `raw` is a source, its name the source's id. Names with a leading dot
    are left out. Nothing is parsed, and no file is held in memory.

    Raises:
        ArgumentError: `raw` is no folder that can be listed.
        SourceError: a source folder's `source.toml` is missing or broken.
    """
    try:
        paths = sorted(raw.resolve().iterdir())
    except OSError as error:
        raise ArgumentError(f"The raw folder cannot be listed: {error.strerror}.", where=str(raw),
                            remedy="Give an existing folder with --raw.") from error  # fmt: skip
    typed, raw = printable(str(raw)), raw.resolve()
    sources: list[Source] = []
    found: list[RawFile | Quarantined] = []
    for path in paths:
        if path.name.startswith("."):
            continue
        if _is_folder(path):
            source_id = printable(path.name)
            sources.append(load_source(path, source_id, f"{typed}/{source_id}/{FILE_NAME}"))
            found.extend(_take(raw, file) for file in _files(path))
        else:
            found.append(_refuse(_stray(raw, path), printable(path.name)))
    return Inventory(
        sources=tuple(sorted(sources, key=lambda source: source.source_id)),
        files=tuple(sorted((f for f in found if isinstance(f, RawFile)), key=lambda f: f.path)),
        quarantined=tuple(sorted((f for f in found if isinstance(f, Quarantined)), key=lambda f: f.path)),
    )


def _is_folder(path: Path) -> bool:
    """A folder itself: what a link points to is never entered."""
    return stat.S_ISDIR(path.lstat().st_mode)


def _stray(raw: Path, path: Path) -> InputError:
    shown = printable(path.name)
    try:
        check_plain_file(raw, path, shown)
    except InputError as error:
        return error
    return UnsupportedFile("The file lies in no source folder.", where=shown,
                           remedy="Move it to raw/<source>/ beside a source.toml.")  # fmt: skip


def _files(source: Path) -> Iterator[Path | InputError]:
    """Every file below a source folder, hidden ones and its `source.toml` left out; links not entered."""
    folders = [source]
    while folders:
        folder = folders.pop()
        try:
            paths = sorted(folder.iterdir())
        except OSError as error:
            yield unreadable(error, printable(folder.relative_to(source.parent).as_posix()))
            continue
        for path in paths:
            if path.name.startswith(".") or path == source / FILE_NAME:
                continue
            if _is_folder(path):
                folders.append(path)
            else:
                yield path


def _take(raw: Path, path: Path | InputError) -> RawFile | Quarantined:
    if isinstance(path, InputError):
        return _refuse(path, path.where)
    shown = printable(path.relative_to(raw).as_posix())
    try:
        return _raw_file(raw, path, shown)
    except InputError as error:
        return _refuse(error, shown)


def _raw_file(raw: Path, path: Path, shown: str) -> RawFile:
    status = check_plain_file(raw, path, shown)
    if path.suffix.lower() not in SUFFIXES:
        raise UnsupportedFile(f"No reader serves files of the type `{printable(path.suffix)}`.", where=shown,
                              remedy=f"Use one of {', '.join(sorted(SUFFIXES))}.")  # fmt: skip
    if status.st_size > SIZE_LIMIT:
        raise TooLarge(f"The file has {status.st_size} bytes, the limit is {SIZE_LIMIT}.", where=shown,
                       remedy="Split it into its pages.")  # fmt: skip
    try:
        sha256 = _hash(path)
    except OSError as error:
        raise unreadable(error, shown) from error
    return RawFile(path=shown, source_id=shown.partition("/")[0], size=status.st_size, sha256=sha256)


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _refuse(error: InputError, path: str) -> Quarantined:
    return Quarantined(path=path, raw_sha256=None, stage="read", error_code=error.code,
                       message=f"{error.message} {error.remedy}".strip())  # fmt: skip
