"""The lines of a JSON lines file, a page each: {"url": ..., "html": ...} or {"url": ..., "text": ...}."""

from __future__ import annotations

from collections.abc import Generator

import msgspec

from pipeline.errors import BadLine, IncompleteLine, TooLarge
from pipeline.model import MediaType
from pipeline.read.containers.frames import Damage, Frame, MemberPage, corrupt, damaged_member, truncated
from pipeline.read.containers.stream import Stream
from pipeline.read.limits import SIZE_LIMIT

SIGN = b"{"
LIMIT = 2 * SIZE_LIMIT
"""Bytes of a line: what is escaped takes more room."""
_MARK = b"\xef\xbb\xbf"
_REMEDY = 'Write it as {"url": ..., "html": ...} or {"url": ..., "text": ...}.'


class _Line(msgspec.Struct):
    url: str | None = None
    html: str | None = None
    text: str | None = None


_DECODER = msgspec.json.Decoder(_Line)


def line_frames(stream: Stream) -> Generator[Frame | Damage, None, None]:
    """Cut a file into its lines; blank ones are left out."""
    stream.fill(len(_MARK))
    if stream.buffer.startswith(_MARK):
        stream.drop(len(_MARK))
    was_cut = False
    while True:
        if stream.fill(1):
            found = _next(stream)
            was_cut = isinstance(found, Damage)
            if found is not None:
                yield found
        elif stream.broken:
            yield damaged_member(stream, SIGN)
        else:
            break
    if stream.is_cut and not was_cut:
        yield truncated(stream.end)


def _next(stream: Stream) -> Frame | Damage | None:
    place = stream.place()
    end = _line_end(stream)
    if end is None:
        _leave_line(stream)
        return Frame(place, b"", is_whole=False)
    if end == len(stream.buffer) and (stream.broken or stream.is_cut):
        is_cut = not stream.broken
        stream.mend(SIGN)
        return truncated(place) if is_cut else corrupt(place, stream)
    content = stream.take(end)
    stream.drop(1)
    return Frame(place, content) if content.strip() else None


def _leave_line(stream: Stream) -> None:
    while (end := stream.buffer.find(b"\n")) < 0:
        stream.drop(len(stream.buffer))
        if not stream.grow():
            return
    stream.drop(end + 1)


def _line_end(stream: Stream) -> int | None:
    """Index in the buffer at which the first line ends; None if it is over the limit."""
    seen = 0
    while (end := stream.buffer.find(b"\n", seen)) < 0:
        seen = len(stream.buffer)
        if seen > LIMIT:
            return None
        if not stream.grow():
            return seen
    return end


def line_page(content: bytes, *, is_whole: bool) -> MemberPage:
    """The page that a line holds; of HTML and text the HTML.

    Raises:
        BadLine: it is no JSON object, or its values are no strings.
        IncompleteLine: it lacks the address or the page.
        TooLarge: the line or the page is over its limit.
    """
    if not is_whole:
        raise TooLarge(f"The line has over {LIMIT} bytes.", remedy="Leave the page out, or split it.")
    try:
        line = _DECODER.decode(content)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise BadLine(f"The line is no JSON object as it should be: {error}.", remedy=_REMEDY) from error
    page = line.html if line.html is not None else line.text
    if not line.url or page is None:
        raise IncompleteLine("The line lacks the address or the page.", remedy=_REMEDY)
    media_type: MediaType = "text/plain" if line.html is None else "text/html"
    encoded = page.encode()
    if len(encoded) > SIZE_LIMIT:
        raise TooLarge(f"The page has over {SIZE_LIMIT} bytes.", remedy="Leave it out, or split it.")
    return MemberPage(line.url, media_type, "utf-8", encoded)
