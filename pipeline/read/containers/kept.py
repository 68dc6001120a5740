"""Listings of earlier runs, found by the container's digest, and copies of what lies too deep in containers.

A record in the midst of a large compressed stream cannot be read without decompressing all before it, so it
is copied once, compressed on its own, into a file beside the listing. A copy is about as large as its
container.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from pipeline.errors import ConfigurationError
from pipeline.model import content_id
from pipeline.read.containers.listed import Listing
from pipeline.read.containers.suffixes import suffix_of

if TYPE_CHECKING:
    from pipeline.read.containers.listing import Found

_DIGEST = 32
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_SETTLED = 2_000_000_000
"""Nanoseconds after which a further change to a file surely shows in its time stamps."""


class KeptListings:
    """Listings in a folder. A broken one is none."""

    def __init__(self, folder: Path, code: str, found: Found | None = None) -> None:
        """Open the folder; it is made when the first listing is kept.

        Args:
            folder: where listings and copies lie.
            code: digest of the code that lists.
            found: told of the pages of containers that are not known yet, as they are found.
        """
        self._folder = folder.absolute()
        self._code = code
        self._found = found
        self._used: set[str] = set()

    def listing(self, container: Path) -> tuple[Listing, Path]:
        """The listing of a container, and where the copy of its deep records lies, if it has any.

        Raises:
            OSError: the container cannot be read.
            ConfigurationError: the folder cannot be written.
        """
        key = content_id(self._digest(container), suffix_of(container.name), self._code)
        place = self._folder / key
        copy = self._folder / f"{key}.copy"
        self._used |= {place.name, copy.name}
        known = _known(place)
        if known and (copy.exists() or all(page.copied_to is None for page in known.pages)):
            return known, copy
        from pipeline.read.containers.listing import list_container  # noqa: PLC0415 - not if all is known

        with closing(_CopyFile(copy)) as records:
            listing = list_container(container, records, self._found)
            records.keep()
        payload = msgspec.msgpack.encode(listing)
        _keep(place, hashlib.sha256(payload).digest() + payload)
        return listing, copy

    def _digest(self, container: Path) -> str:
        """SHA-256 of a container; of one that nobody touched since it was last taken, from a note."""
        status = container.stat()
        marks = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        note = self._folder / f"{content_id(container, *marks)}.digest"
        self._used.add(note.name)
        with suppress(OSError):
            if _SHA256.fullmatch(noted := note.read_text()):
                return noted
        with container.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if time.time_ns() - status.st_ctime_ns > _SETTLED:
            _keep(note, digest.encode())
        return digest

    def prune(self) -> None:
        """Remove what was not asked for since the folder was opened."""
        for path in self._folder.glob("*"):
            if path.name not in self._used:
                path.unlink(missing_ok=True)


def _known(place: Path) -> Listing | None:
    try:
        content = place.read_bytes()
    except OSError:
        return None
    digest, payload = content[:_DIGEST], content[_DIGEST:]
    is_sound = hashlib.sha256(payload).digest() == digest
    return msgspec.msgpack.decode(payload, type=Listing) if is_sound else None


def _keep(place: Path, content: bytes) -> None:
    with _keeping(place.parent):
        aside = _aside(place)
        aside.write_bytes(content)
        aside.replace(place)


def _aside(place: Path) -> Path:
    return place.with_name(f"{place.name}.{os.getpid()}.new")


@contextmanager
def _keeping(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise ConfigurationError(
            f"What a run keeps of containers cannot be written here: {error.strerror}.",
            where=str(folder),
            remedy="Make room, make the folder writable, or name another place with --clean.",
        ) from error


class _CopyFile:
    """Records, each a zstd frame of its own; the file is begun with the first."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None

    def take(self, content: bytes) -> int:
        """See `Copy`."""
        from pipeline.read.compression import zstd_frame  # noqa: PLC0415 - see `listing`

        with _keeping(self._path.parent):
            if self._file is None:
                self._file = _aside(self._path).open("wb")
            start = self._file.tell()
            self._file.write(zstd_frame(content))
            return start

    def keep(self) -> None:
        """The file is whole: put it in its place."""
        if self._file is not None:
            with _keeping(self._path.parent):
                self._file.close()
                _aside(self._path).replace(self._path)

    def close(self) -> None:
        """Leave nothing behind of a file that was not kept."""
        if self._file is not None:
            self._file.close()
            _aside(self._path).unlink(missing_ok=True)
