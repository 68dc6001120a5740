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


def corrupt(place: Place) -> Damage:
    """A record whose bytes make no sense."""
    return Damage(place, CorruptRecord("The record is damaged.", remedy="Fetch the page or the file again."))


def truncated(place: Place) -> Damage:
    """A record in whose midst the file ends."""
    return Damage(
        place, TruncatedRecord("The file ends before the record does.", remedy="Fetch the file again.")
    )


def damaged_member(stream: Stream) -> Damage:
    """The damaged part before which the stream ends: it began with no record that had been begun."""
    assert stream.broken is not None
    return corrupt(Place(stream.broken.member, 0))
