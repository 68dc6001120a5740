"""What lies under raw/: the sources, the pages to read, and what cannot be read."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ArgumentError, EmptyFile, InputError, TooLarge, UnsupportedFile
from pipeline.model import Quarantined, RawFile, Source
from pipeline.read.containers.suffixes import CONTAINERS, is_container
from pipeline.read.limits import SIZE_LIMIT
from pipeline.read.paths import check_plain_file, printable, unreadable
from pipeline.read.sources import FILE_NAME, crawled_source, load_source

if TYPE_CHECKING:
    from pipeline.read.containers.kept import KeptListings
    from pipeline.read.containers.listed import Crawl, Listing

_PAGES = (".txt", ".html", ".htm", ".xhtml")
SUFFIXES = (*_PAGES, *(f"{suffix}.gz" for suffix in _PAGES))
"""Of files that are one page each, in lower case."""
_CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class SkippedRecords:
    """Records of a container that are no pages, such as images and requests."""

    path: str
    """Of the container."""
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Inventory:
    """The raw folder at one moment.

    Every file that is not hidden, and every record of a container, is in `files`, in `quarantined` or counted
    in `skipped`.
    """

    sources: tuple[Source, ...]
    """Sorted by id."""
    files: tuple[RawFile, ...]
    """Sorted by path."""
    quarantined: tuple[Quarantined, ...]
    """Sorted by path."""
    skipped: tuple[SkippedRecords, ...] = ()
    """Sorted by path and kind."""

    def skipped_kinds(self) -> tuple[tuple[str, int], ...]:
        """How many records of all containers are no pages, by kind, the most first."""
        counts: Counter[str] = Counter()
        for skipped in self.skipped:
            counts[skipped.kind] += skipped.count
        return tuple(sorted(counts.items(), key=lambda kind: (-kind[1], kind[0])))


@dataclass(frozen=True, slots=True)
class _Crawled:
    """What a container says of its crawl."""

    path: str
    crawl: Crawl


_Found = RawFile | Quarantined | SkippedRecords | _Crawled


def inventory(raw: Path, kept: KeptListings | None = None) -> Inventory:
    """List the raw folder and what its containers hold, and hash both.

    Each folder directly under `raw` is a source, its name the source's id. Names with a leading dot
    are left out. No page is parsed, and no file is held in memory.

    Args:
        raw: the folder.
        kept: listings of containers from earlier runs; without it they are listed anew, and pages that lie
            deep in a compressed stream take long to read.

    Raises:
        ArgumentError: `raw` is no folder that can be listed.
        SourceError: a source folder's `source.toml` is broken, or missing where no WARC speaks of its crawl.
        ConfigurationError: what is kept of containers cannot be written.
    """
    try:
        paths = sorted(raw.resolve().iterdir())
    except OSError as error:
        raise ArgumentError(f"The raw folder cannot be listed: {error.strerror}.", where=str(raw),
                            remedy="Give an existing folder with --raw.") from error  # fmt: skip
    typed, raw = printable(str(raw)), raw.resolve()
    sources: list[Source] = []
    found: list[_Found] = []
    for path in paths:
        if path.name.startswith("."):
            continue
        if _is_folder(path):
            source_id = printable(path.name)
            within = [one for file in _files(path) for one in _take(raw, file, kept)]
            sources.append(_source(path, source_id, f"{typed}/{source_id}/{FILE_NAME}", within))
            found.extend(within)
        else:
            found.append(_refuse(_stray(raw, path), printable(path.name)))
    return Inventory(
        sources=tuple(sorted(sources, key=lambda source: source.source_id)),
        files=tuple(sorted((f for f in found if isinstance(f, RawFile)), key=lambda f: f.path)),
        quarantined=tuple(sorted((f for f in found if isinstance(f, Quarantined)), key=lambda f: f.path)),
        skipped=tuple(
            sorted((f for f in found if isinstance(f, SkippedRecords)), key=lambda f: (f.path, f.kind))
        ),
    )


def _source(folder: Path, source_id: str, where: str, within: Iterable[_Found]) -> Source:
    """What `source.toml` says; where there is none, what the containers say of their crawls."""
    crawled = sorted((one for one in within if isinstance(one, _Crawled)), key=lambda one: one.path)
    if crawled and not os.path.lexists(folder / FILE_NAME):
        return crawled_source(source_id, [one.crawl for one in crawled])
    return load_source(folder, source_id, where)


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


def _take(raw: Path, path: Path | InputError, kept: KeptListings | None) -> Iterator[_Found]:
    if isinstance(path, InputError):
        yield _refuse(path, path.where)
        return
    shown = printable(path.relative_to(raw).as_posix())
    try:
        if is_container(path.name):
            yield from _members(raw, path, shown, kept)
        else:
            yield _raw_file(raw, path, shown)
    except InputError as error:
        yield _refuse(error, shown)


def _raw_file(raw: Path, path: Path, shown: str) -> RawFile:
    status = check_plain_file(raw, path, shown)
    if not path.name.lower().endswith(SUFFIXES):
        served = ", ".join(sorted((*SUFFIXES, *CONTAINERS)))
        raise UnsupportedFile(f"No reader serves files of the type `{printable(path.suffix)}`.", where=shown,
                              remedy=f"Use one of {served}.")  # fmt: skip
    if status.st_size > SIZE_LIMIT:
        raise TooLarge(f"The file has {status.st_size} bytes, the limit is {SIZE_LIMIT}.", where=shown,
                       remedy="Split it into its pages.")  # fmt: skip
    try:
        sha256 = _hash(path)
    except OSError as error:
        raise unreadable(error, shown) from error
    return RawFile(path=shown, source_id=shown.partition("/")[0], size=status.st_size, sha256=sha256)


def _members(raw: Path, path: Path, shown: str, kept: KeptListings | None) -> Iterator[_Found]:
    if not check_plain_file(raw, path, shown).st_size:
        raise EmptyFile("The file has no bytes.", where=shown, remedy="Fetch it again.")
    # Deferred: most folders hold no containers.
    from pipeline.read.containers.members import raw_files  # noqa: PLC0415

    try:
        listing, copy = kept.listing(path) if kept else (_list(path), None)
    except OSError as error:
        raise unreadable(error, shown) from error
    yield from raw_files(shown, listing, copy)
    yield from (SkippedRecords(shown, kind, count) for kind, count in listing.skipped.items())
    if listing.crawl:
        yield _Crawled(shown, listing.crawl)


def _list(path: Path) -> Listing:
    from pipeline.read.containers.listing import list_container  # noqa: PLC0415 - see `_members`

    return list_container(path)


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _refuse(error: InputError, path: str) -> Quarantined:
    return Quarantined(path=path, raw_sha256=None, stage="read", error_code=error.code,
                       message=f"{error.message} {error.remedy}".strip())  # fmt: skip
