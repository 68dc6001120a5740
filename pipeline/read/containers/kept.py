"""Listings of earlier runs, found by the container's digest, and copies of what lies too deep in containers.

A record in the midst of a large compressed stream cannot be read without decompressing all before it, so it
is copied once, compressed on its own, into a file beside the listing. A copy is about as large as its
container.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec

from pipeline.errors import ConfigurationError
from pipeline.model import content_id
from pipeline.read.compression import zstd_frame
from pipeline.read.containers.listing import Listing, list_container, suffix_of

_DIGEST = 32
_DECODER = msgspec.msgpack.Decoder(Listing)


class KeptListings:
    """Listings in a folder. A broken one is none."""

    def __init__(self, folder: Path, code: str) -> None:
        """Open the folder; it is made when the first listing is kept.

        Args:
            folder: where listings and copies lie.
            code: digest of the code that lists.
        """
        self._folder = folder.absolute()
        self._code = code
        self._used: set[str] = set()

    def listing(self, container: Path, sha256: str) -> tuple[Listing, Path]:
        """The listing of a container, and where the copy of its deep records lies, if it has any.

        Args:
            container: the file.
            sha256: its digest.

        Raises:
            OSError: the container cannot be read.
            ConfigurationError: the folder cannot be written.
        """
        key = content_id(sha256, suffix_of(container.name), self._code)
        place = self._folder / key
        copy = self._folder / f"{key}.copy"
        self._used |= {place.name, copy.name}
        known = _known(place)
        if known and (copy.exists() or all(page.copied_to is None for page in known.pages)):
            return known, copy
        with closing(_CopyFile(copy)) as records:
            listing = list_container(container, records)
            records.keep()
        payload = msgspec.msgpack.encode(listing)
        with _keeping(self._folder):
            aside = _aside(place)
            aside.write_bytes(hashlib.sha256(payload).digest() + payload)
            aside.replace(place)
        return listing, copy

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
    return _DECODER.decode(payload) if hashlib.sha256(payload).digest() == digest else None


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
