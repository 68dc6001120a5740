"""What a record of a WARC is: a page, a word on the crawl, or one of the many that are no pages."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping

from pipeline.errors import CorruptRecord, TooLarge, TruncatedRecord
from pipeline.model import MediaType
from pipeline.read.binary import is_binary
from pipeline.read.containers.frames import MemberPage, Skipped
from pipeline.read.containers.http import Answer, decoded_body, headers_of, parse_answer
from pipeline.read.containers.listed import Crawl
from pipeline.read.limits import HEAD_LIMIT, SIZE_LIMIT

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_KINDS = frozenset({"request", "metadata", "revisit", "resource", "conversion", "continuation", "warcinfo"})
_MEDIA_TYPES: Mapping[str, MediaType] = {
    "text/html": "text/html", "application/xhtml+xml": "text/html", "text/plain": "text/plain",
}  # fmt: skip
_FAMILIES = frozenset({"application", "audio", "font", "image", "text", "video"})
_CHARSET = re.compile(r";\s{0,99}charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_MARKUP = re.compile(
    rb"\s{0,999}<(?:!doctype|!--|/?(?:html|head|body|title|meta|script|style|h1|div|p|table|a|br|b)[\s>/])",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?=T|$)")
_WORDS = 300
_ALGORITHMS = frozenset({"md5", "sha1", "sha256", "sha512"})
_FETCH = "Fetch the page again."


def record_page(content: bytes, *, is_whole: bool) -> MemberPage | Crawl | Skipped:
    """What a record holds: pages are answers of status 200 with HTML or plain text.

    Args:
        content: its bytes, from `WARC/`.
        is_whole: whether they are all of it; else only pages of it are refused.

    Raises:
        InputError: it is a page, and cannot be used.
    """
    end = _HEAD_END.search(content)
    if not end:
        raise CorruptRecord("The record has no end of its headers.", remedy="Fetch the file again.")
    headers, block = headers_of(content[: end.start()], "utf-8"), content[end.end() :]
    if is_whole and not _is_sound(block, headers.get("warc-block-digest", "")):
        raise CorruptRecord("The record's bytes are not those that its digest is of.", remedy=_FETCH)
    kind = headers.get("warc-type", "").lower()
    if kind == "warcinfo":
        return _crawl(headers, block)
    if kind != "response":
        return Skipped(kind if kind in _KINDS else "unknown record")
    if "http" not in headers.get("content-type", "http").lower():
        return Skipped("answer other than HTTP")
    return _answer_page(headers, parse_answer(block), is_whole=is_whole)


def _is_sound(block: bytes, digest: str) -> bool:
    """Whether the bytes are those of the digest, if there is one: in hexadecimal or base 32."""
    algorithm, _, value = digest.partition(":")
    if not value or algorithm.lower() not in _ALGORITHMS:
        return True
    found = hashlib.new(algorithm.lower(), block, usedforsecurity=False)
    return value.lower() == found.hexdigest() or value.upper() == base64.b32encode(found.digest()).decode()


def _answer_page(headers: Mapping[str, str], answer: Answer, *, is_whole: bool) -> MemberPage | Skipped:
    declared = answer.headers.get("content-type", "")
    named = declared.partition(";")[0].partition(",")[0].strip().lower()
    if answer.status != 200:
        return Skipped(f"status {answer.status // 100}xx")
    if named and named not in _MEDIA_TYPES:
        family = named.partition("/")[0]
        return Skipped(f"media type {family if family in _FAMILIES else 'unknown'}")
    address = headers.get("warc-target-uri", "").removeprefix("<").removesuffix(">").strip()
    _check(headers, address, is_whole=is_whole)
    body = decoded_body(answer)
    media_type = _MEDIA_TYPES.get(named) or _sniffed(body[:HEAD_LIMIT])
    if media_type is None:
        return Skipped("media type unknown")
    charset = _CHARSET.search(declared)
    return MemberPage(address, media_type, charset[1].lower() if charset else None, body)


def _sniffed(beginning: bytes) -> MediaType | None:
    if _MARKUP.match(beginning):
        return "text/html"
    return None if is_binary(beginning) else "text/plain"


def _check(headers: Mapping[str, str], address: str, *, is_whole: bool) -> None:
    if not address:
        raise CorruptRecord("The record has no target address.", remedy=_FETCH)
    if not is_whole:
        raise TooLarge(f"The page has over {SIZE_LIMIT} bytes.", remedy="Leave it out, or split it.")
    if "warc-truncated" in headers or "warc-segment-number" in headers:
        raise TruncatedRecord("The crawler cut the page off.", remedy="Fetch the page with a higher limit.")


def _crawl(headers: Mapping[str, str], block: bytes) -> Crawl:
    said = headers_of(b"\n" + block[:HEAD_LIMIT], "utf-8")
    date = _DATE.match(headers.get("warc-date", ""))
    return Crawl(
        _words(said.get("ispartof") or said.get("description")),
        _words(said.get("publisher") or said.get("operator")),
        date[0] if date else None,
    )


def _words(text: str | None) -> str | None:
    """On one line, without what is no text, and bounded."""
    shown = "".join(c if c.isprintable() else " " for c in (text or "")[:_WORDS])
    return " ".join(shown.split()) or None
