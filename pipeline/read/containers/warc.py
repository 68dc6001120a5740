"""The records of a WARC.

Why they are cut here and not by a library: fastwarc is robust and takes about half the time, yet it ends at
the first damage without saying where that is, hands out what a file's end has cut off as if it were whole,
and takes what a wrong length swallows for one record. Here a record only counts when it ends
where it says, and after damage the search for a next one begins a byte behind the start of the damaged one.

Format: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
"""

from __future__ import annotations

import re
from collections.abc import Generator

from pipeline.read.containers.frames import Damage, Frame, corrupt, damaged_member, truncated
from pipeline.read.containers.stream import Place, Stream
from pipeline.read.limits import HEAD_LIMIT, SIZE_LIMIT

SIGN = b"WARC/"
_START = re.compile(rb"WARC/\d\.\d{1,2}\r?\n[A-Za-z]")
_START_LENGTH = 16
_HEAD_STOP = re.compile(rb"\r?\n\r?\n|" + _START.pattern)
"""The end of a record's headers, or the start of another record, before which they should have ended."""
_LENGTH = re.compile(rb"^content-length:[ \t]{0,99}(\d{1,18})[ \t]{0,99}\r?$", re.IGNORECASE | re.MULTILINE)
_LINE_ENDS = b"\r\n"
_END = b"\r\n\r\n"
LIMIT = SIZE_LIMIT + 2 * HEAD_LIMIT
"""Bytes of a record with all its headers."""


def warc_frames(stream: Stream) -> Generator[Frame | Damage, None, None]:
    """Cut a WARC into its records.

    Of a record over the limit there is the beginning, and what follows is found by its look: in such a one,
    records of a WARC that lies in it uncompressed are taken for those of the outer one.
    """
    was_cut = False
    while True:
        while stream.fill(1) and stream.buffer[0] in _LINE_ENDS:
            stream.drop(1)
        if stream.fill(1):
            found = _next(stream)
            was_cut = isinstance(found, Damage)
            yield found
        elif stream.broken:
            yield damaged_member(stream, SIGN)
        else:
            break
    if stream.is_cut and not was_cut:
        yield truncated(stream.end)


def _next(stream: Stream) -> Frame | Damage:
    place, size = stream.place(), _size(stream)
    if size is None:
        return _lost(stream, place)
    if size > LIMIT:
        stream.fill(2 * HEAD_LIMIT)
        frame = Frame(place, bytes(stream.buffer[: 2 * HEAD_LIMIT]), is_whole=False)
        _seek_record(stream)
        return frame
    if not stream.fill(size) or not _ends_at(stream, size):
        return _lost(stream, place)
    return Frame(place, stream.take(size))


def _size(stream: Stream) -> int | None:
    """Bytes of the record at the buffer's start, headers included; None if it has no sound header."""
    stream.fill(_START_LENGTH)
    if not _START.match(stream.buffer):
        return None
    while not (stop := _HEAD_STOP.search(stream.buffer, 1, HEAD_LIMIT)):
        if len(stream.buffer) >= HEAD_LIMIT or not stream.grow():
            return None
    length = _LENGTH.search(stream.buffer, 0, stop.end())
    return stop.end() + int(length[1]) if length and not stop[0].startswith(SIGN) else None


def _ends_at(stream: Stream, size: int) -> bool:
    """Whether the record ends after so many bytes, and their checksum is right."""
    stream.fill(size + _START_LENGTH)
    if stream.broken and stream.broken.member == stream.place(size - 1).offset:
        return False
    following = bytes(stream.buffer[size : size + _START_LENGTH])
    return following.startswith(_END) or SIGN.startswith(following.lstrip(_LINE_ENDS)[: len(SIGN)])


def _lost(stream: Stream, place: Place) -> Damage:
    """Give up the record at the buffer's start and go to the next one, which may lie in what it claims."""
    is_begun = stream.buffer.startswith(SIGN)
    has_next = _seek_record(stream)
    return truncated(place) if is_begun and not has_next else corrupt(place, stream)


def _seek_record(stream: Stream) -> bool:
    """Leave the record at the buffer's start behind; False if the file ends without another one or damage."""
    start = 1
    while True:
        if found := _START.search(stream.buffer, start):
            stream.drop(found.start())
            return True
        if len(stream.buffer) > _START_LENGTH:
            stream.drop(len(stream.buffer) - _START_LENGTH)
            start = 0
        if not stream.grow():
            is_broken = stream.broken is not None
            stream.mend(SIGN)
            return is_broken
