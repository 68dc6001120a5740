"""What a container falls into: records or lines, and what is lost between them."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import CorruptRecord, InputError, TruncatedRecord
from pipeline.model import MediaType
from pipeline.read.containers.stream import Place, Stream


@dataclass(frozen=True, slots=True)
class Frame:
    """The bytes of one record or line."""

    place: Place
    content: bytes
    is_whole: bool = True
    """Otherwise it is over the limit, and `content` is only its beginning."""


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes that yield no record."""

    place: Place
    error: InputError


@dataclass(frozen=True, slots=True)
class MemberPage:
    """What a record or line says of one page."""

    address: str
    media_type: MediaType
    charset: str | None
    content: bytes
    """The page's own bytes, without headers and encodings."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record that is no page, as a crawl has many."""

    kind: str
    """One of few: its type, or what kept the answer from being a page."""


def corrupt(place: Place, stream: Stream) -> Damage:
    """A record whose bytes make no sense, once the stream has gone on behind it or come to its end."""
    said = (
        "The record is damaged, and nothing behind it can be read."
        if stream.is_lost
        else "The record is damaged."
    )
    return Damage(place, CorruptRecord(said, remedy="Fetch the page or the file again."))


def truncated(place: Place) -> Damage:
    """A record in whose midst the file ends."""
    return Damage(
        place, TruncatedRecord("The file ends before the record does.", remedy="Fetch the file again.")
    )


def damaged_member(stream: Stream, sign: bytes) -> Damage:
    """The damaged part at which the stream ends between two records; the stream goes on behind it."""
    assert stream.broken is not None
    place = Place(stream.broken.member, 0)
    stream.mend(sign)
    return corrupt(place, stream)
