"""What a container holds, found in one pass that never has more than one record in memory."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from pipeline.errors import InputError, UnreadableFile
from pipeline.read.containers.frames import Damage, Frame, MemberPage, Skipped
from pipeline.read.containers.jsonl import line_frames, line_page
from pipeline.read.containers.listed import Crawl, ListedPage, Listing, Refusal
from pipeline.read.containers.parquet import parquet_frames, row_at, row_page
from pipeline.read.containers.records import record_page
from pipeline.read.containers.stream import Place, Stream
from pipeline.read.containers.suffixes import is_container, suffix_of
from pipeline.read.containers.warc import warc_frames

SKIP_LIMIT = 2**20
"""Bytes that may be decompressed in vain to come to a record; what lies deeper is copied."""

MOST_REFUSED = 100_000
_TOLD = 50
"""Pages to be told of at a time: showing them takes time too."""

Found = Callable[[int], None]
"""Told that so many more pages of a container are found; at its beginning, 0."""


class Copy(Protocol):
    """Takes records that lie too deep in their container, and says where they lie now."""

    def take(self, content: bytes) -> int:
        """Keep a record; returns the byte at which it begins."""


class _ReadPage(Protocol):
    def __call__(self, content: bytes, *, is_whole: bool) -> MemberPage | Crawl | Skipped: ...


@dataclass(frozen=True, slots=True)
class _Format:
    frames: Callable[[BinaryIO], Generator[Frame | Damage, None, None]]
    page: _ReadPage


_WARC = _Format(lambda file: warc_frames(Stream(file)), record_page)
_LINES = _Format(lambda file: line_frames(Stream(file)), line_page)
_ROWS = _Format(parquet_frames, row_page)
_FORMATS = {
    ".warc": _WARC, ".warc.gz": _WARC, ".jsonl": _LINES, ".jsonl.gz": _LINES, ".jsonl.zst": _LINES,
    ".parquet": _ROWS,
}  # fmt: skip


def list_container(path: Path, copy: Copy | None = None, found: Found | None = None) -> Listing:
    """List a container.

    Args:
        path: the file; its suffix says of which format it is.
        copy: takes what lies deep in a compressed part; without one, its reader goes all the way there.
        found: told of the pages as they are found.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        return _Taking(_FORMATS[suffix_of(path.name)], copy, found or _unheard).all_of(file)


def read_page(path: Path, name: str, place: Place, length: int) -> MemberPage:
    """One page of a container, or of a copy of its records.

    Args:
        path: the file to read from.
        name: of the container.
        place: where the record begins.
        length: bytes of the record.

    Raises:
        UnreadableFile: it is not what was listed.
        OSError: the file cannot be read.
    """
    form = _FORMATS[suffix_of(name)]
    try:
        content = row_at(path, place.offset) if _is_rows(path) else _bytes_at(path, place, length)
        page = form.page(content, is_whole=True)
    except InputError:
        page = None
    if not isinstance(page, MemberPage):
        raise UnreadableFile("The file changed during the run.", where=name, remedy="Run again.")
    return page


def _is_rows(path: Path) -> bool:
    return is_container(path.name) and _FORMATS[suffix_of(path.name)] is _ROWS


def _bytes_at(path: Path, place: Place, length: int) -> bytes:
    with path.open("rb") as file:
        file.seek(place.offset)
        stream = Stream(file)
        stream.skip(place.skip)
        stream.fill(length)
        return stream.take(length)


def _unheard(pages: int) -> None:
    """Nobody wants to know."""


class _Taking:
    """Collects what the frames of a container hold."""

    def __init__(self, form: _Format, copy: Copy | None, found: Found) -> None:
        self._form = form
        self._copy = copy
        self._found = found
        self._pages: list[ListedPage] = []
        self._refused: list[Refusal] = []
        self._unlisted = 0
        self._skipped: Counter[str] = Counter()
        self._crawl: Crawl | None = None

    def all_of(self, file: BinaryIO) -> Listing:
        self._found(0)
        with closing(self._form.frames(file)) as frames:
            self._take(frames)
        self._found(len(self._pages) % _TOLD)
        skipped = {kind: self._skipped[kind] for kind in sorted(self._skipped)}
        return Listing(tuple(self._pages), tuple(self._refused), self._unlisted, skipped, self._crawl)

    def _take(self, frames: Iterable[Frame | Damage]) -> None:
        for frame in frames:
            if isinstance(frame, Damage):
                self._refuse(frame.place, frame.error)
                continue
            try:
                page = self._form.page(frame.content, is_whole=frame.is_whole)
            except InputError as error:
                self._refuse(frame.place, error)
            else:
                self._sort(frame, page)

    def _sort(self, frame: Frame, page: MemberPage | Crawl | Skipped) -> None:
        if isinstance(page, MemberPage):
            self._pages.append(self._listed(frame, page))
            if len(self._pages) % _TOLD == 0:
                self._found(_TOLD)
        elif isinstance(page, Crawl):
            self._crawl = self._crawl or page
            self._skipped["warcinfo"] += 1
        else:
            self._skipped[page.kind] += 1

    def _refuse(self, place: Place, error: InputError) -> None:
        if len(self._refused) >= MOST_REFUSED:
            self._unlisted += 1
            return
        self._refused.append(Refusal(*place, error.code, f"{error.message} {error.remedy}".strip()))

    def _listed(self, frame: Frame, page: MemberPage) -> ListedPage:
        is_deep = frame.place.skip > SKIP_LIMIT or self._form is _ROWS
        copied_to = self._copy.take(frame.content) if self._copy and is_deep else None
        return ListedPage(
            page.address, page.media_type, page.charset, *frame.place, len(frame.content), len(page.content),
            hashlib.sha256(page.content).hexdigest(), copied_to,
        )  # fmt: skip
