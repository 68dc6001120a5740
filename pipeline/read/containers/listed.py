"""What a listing says of a container: its pages, what yields none, and its word on the crawl."""

from __future__ import annotations

import msgspec

from pipeline.model import MediaType

WHOLE = -1
"""Offset of what is said of a file as a whole."""


class ListedPage(msgspec.Struct, frozen=True, gc=False):
    """A page of a container; the fields are those of `pipeline.model.Member` and `RawFile`."""

    address: str
    media_type: MediaType
    charset: str | None
    offset: int
    """Of a page of a Parquet file, the number of its row, from 0 on."""
    skip: int
    length: int
    size: int
    sha256: str
    copied_to: int | None = None
    """Byte of the copy at which its record begins, if it has been copied."""


class Refusal(msgspec.Struct, frozen=True, gc=False):
    """A record that yields no page, and why."""

    offset: int
    skip: int
    code: str
    message: str


class Crawl(msgspec.Struct, frozen=True):
    """What the first record of a WARC says of the crawl."""

    title: str | None
    publisher: str | None
    accessed: str | None
    """ISO date."""


class Listing(msgspec.Struct, frozen=True):
    """All records of a container."""

    pages: tuple[ListedPage, ...]
    refused: tuple[Refusal, ...]
    unlisted: int
    """How many more records yield no page: a file of millions that are damaged must not fill the memory."""
    skipped: dict[str, int]
    """How many records are no pages, by kind, in order of the kinds."""
    crawl: Crawl | None
    """What the container's first word on the crawl says."""
