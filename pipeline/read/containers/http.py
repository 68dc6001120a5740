"""An HTTP answer as a WARC holds it: its headers, and its body without the encodings it was sent in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.errors import CorruptRecord, TooLarge, TruncatedRecord, UnsupportedEncoding
from pipeline.read.compression import (
    ZSTD_MAGIC,
    ZstdExpander,
    expanded,
    undeflated,
)
from pipeline.read.containers.gunzip import gunzipped
from pipeline.read.limits import HEAD_LIMIT, SIZE_LIMIT

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_FOLD = re.compile(r"\r?\n[ \t]+")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]{1,9}(\d{3})(?!\d)")
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]{0,99}(?:;[^\r\n]{0,999})?\r?\n")
_MOST_ENCODINGS = 3
_FETCH = "Fetch the page again."


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers (names in lower case; of repeated ones all values) and body as sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def parse_answer(block: bytes) -> Answer:
    """Part an answer into head and body.

    Raises:
        CorruptRecord: it is no HTTP answer.
    """
    status, end = _STATUS.match(block), _HEAD_END.search(block, 0, HEAD_LIMIT)
    if not status or not end:
        raise CorruptRecord("The record holds no HTTP answer.", remedy=_FETCH)
    return Answer(int(status[1]), headers_of(block[: end.start()], "latin-1"), block[end.end() :])


def headers_of(head: bytes, encoding: str) -> dict[str, str]:
    """Header fields of the lines below the first one; values of repeated ones are joined by commas."""
    headers: dict[str, list[str]] = {}
    for line in _FOLD.sub(" ", head.decode(encoding, "replace")).split("\n")[1:]:
        name, colon, value = line.partition(":")
        if colon:
            headers.setdefault(name.strip().lower(), []).append(value.strip())
    return {name: ", ".join(values) for name, values in headers.items()}


def decoded_body(answer: Answer) -> bytes:
    """The body without transfer and content encodings.

    Many crawlers keep the headers and store the body decoded: what does not look encoded is left as it is.

    Raises:
        UnsupportedEncoding: an encoding that no reader serves.
        CorruptRecord, TruncatedRecord: the body is damaged or ends too early.
        TooLarge: it is over the limit of a page; no more than that is ever decompressed.
    """
    body = answer.body
    encodings = [*_codings(answer, "content-encoding"), *_codings(answer, "transfer-encoding")]
    if len(encodings) > _MOST_ENCODINGS:
        raise UnsupportedEncoding(f"The page is encoded {len(encodings)} times over.", remedy=_FETCH)
    for encoding in reversed(encodings):
        decoder = _DECODERS.get(encoding)
        if decoder is not None:
            body = decoder(body)
        elif not _looks_like_markup(body):
            raise UnsupportedEncoding(
                f"No reader serves the encoding `{encoding[:40]}`.",
                remedy=f"Fetch the page with `Accept-Encoding: {', '.join(OFFERED)}`.",
            )
    if len(body) > SIZE_LIMIT:
        raise TooLarge(f"The page has over {SIZE_LIMIT} bytes.", remedy="Leave it out, or split it.")
    return body


def _codings(answer: Answer, header: str) -> list[str]:
    names = [name.strip().lower() for name in answer.headers.get(header, "").split(",")]
    return [name for name in names if name not in ("", "identity", "none")]


def _looks_like_markup(body: bytes) -> bool:
    return body[:99].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _unchunked(body: bytes) -> bytes:
    """The parts of a chunked body, joined (RFC 9112, section 7.1)."""
    if not _CHUNK_SIZE.match(body):
        return body
    parts: list[bytes] = []
    at = 0
    while size := _CHUNK_SIZE.match(body, at):
        start, length = size.end(), int(size[1], 16)
        if not length:
            return b"".join(parts)
        parts.append(body[start : start + length])
        at = start + length
        at += 2 if body.startswith(b"\r\n", at) else body.startswith(b"\n", at)
        if at >= len(body):
            raise TruncatedRecord("The chunks of the answer end too early.", remedy=_FETCH)
    raise CorruptRecord("The chunks of the answer are damaged.", remedy=_FETCH)


def _ungzipped(body: bytes) -> bytes:
    return gunzipped(body, SIZE_LIMIT)


def _undeflated(body: bytes) -> bytes:
    return body if _looks_like_markup(body) else undeflated(body, SIZE_LIMIT)


def _unzstd(body: bytes) -> bytes:
    return expanded(ZstdExpander(), body, SIZE_LIMIT) if body.startswith(ZSTD_MAGIC) else body


_DECODERS: Mapping[str, Callable[[bytes], bytes]] = {
    "chunked": _unchunked, "gzip": _ungzipped, "x-gzip": _ungzipped, "deflate": _undeflated, "zstd": _unzstd,
}  # fmt: skip
OFFERED = ("gzip", "deflate", "zstd")
"""Content encodings that are served."""
