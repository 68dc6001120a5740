"""One raw page, a file or a member of a container, to one `Document`."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import EmptyFile, NoText, TooLarge, UnreadableFile
from pipeline.model import Document, MediaType, Member, RawFile, content_id
from pipeline.read.limits import SIZE_LIMIT
from pipeline.read.paths import check_plain_file, file_name, unreadable

LINE_LIMIT = 200_000
_VISIBLE = re.compile(
    r"[^\s\ufffd\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)


@dataclass(frozen=True, slots=True)
class _Received:
    """The bytes of one page, and what came with them."""

    content: bytes
    media_type: MediaType
    charset: str | None = None
    """Encoding that the server declared."""
    address: str | None = None


def read_document(raw: Path, file: RawFile) -> Document:
    """Decode a raw page and, if it is HTML, flatten it to the lines that a reader of the page sees.

    Args:
        raw: the raw folder.
        file: as `inventory` lists it.

    Raises:
        InputError: the page cannot be used; the subclass says why.
    """
    received = _from_container(raw, file, file.member) if file.member else _from_file(raw, file)
    if not received.content:
        raise EmptyFile("The page has no bytes.", where=file.path, remedy="Fetch the page again.")
    make = _text_document if received.media_type == "text/plain" else _html_document
    document = make(file, received)
    if document.text.count("\n") >= LINE_LIMIT:
        raise TooLarge(
            f"The page has over {LINE_LIMIT} lines.", where=file.path, remedy="Split it into its pages."
        )
    if not _VISIBLE.search(document.text):
        raise NoText("The file holds no text that a reader would see.", where=file.path,
                     remedy="Fetch the page as a browser shows it.")  # fmt: skip
    return document


def _from_file(raw: Path, file: RawFile) -> _Received:
    path, size = _checked(raw, file.path)
    try:
        with path.open("rb") as stream:
            # What is asked for takes room, all of it: one byte more than there is shows that it grew.
            content = stream.read(min(size, SIZE_LIMIT) + 1)
    except OSError as error:
        raise unreadable(error, file.path) from error
    if len(content) > SIZE_LIMIT:
        raise TooLarge(
            f"The file has over {SIZE_LIMIT} bytes.", where=file.path, remedy="Split it into its pages."
        )
    _check_digest(content, file)
    name = file.path.lower()
    if name.endswith(".gz"):
        from pipeline.read.containers.gunzip import gunzipped  # noqa: PLC0415 - few folders have such files

        name, content = name.removesuffix(".gz"), gunzipped(content, SIZE_LIMIT)
    return _Received(content, "text/plain" if name.endswith(".txt") else "text/html")


def _from_container(raw: Path, file: RawFile, member: Member) -> _Received:
    from pipeline.read.containers.listing import read_page  # noqa: PLC0415 - few folders have containers
    from pipeline.read.containers.stream import Place  # noqa: PLC0415

    path = Path(member.copy) if member.copy else _checked(raw, member.container)[0]
    try:
        page = read_page(path, member.container, Place(member.offset, member.skip), member.length)
    except OSError as error:
        raise unreadable(error, file.path) from error
    _check_digest(page.content, file)
    return _Received(page.content, page.media_type, page.charset, page.address)


def _checked(raw: Path, shown: str) -> tuple[Path, int]:
    """Where the file is, and how many bytes it has."""
    path = raw / file_name(shown)
    return path, check_plain_file(raw.resolve(), path, shown).st_size


def _check_digest(content: bytes, file: RawFile) -> None:
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise UnreadableFile("The file changed during the run.", where=file.path, remedy="Run again.")


def _document_id(file: RawFile) -> str:
    """Of path and bytes; of a page in a container, of that one's path, and the page's address and bytes."""
    if file.member is None:
        return content_id(file.path, file.sha256)
    return content_id(file.member.container, file.member.address, file.sha256)


def _text_document(file: RawFile, received: _Received) -> Document:
    # Deferred, as in `_html_document`: a run with nothing to do must not pay for the parsers.
    from pipeline.read.encoding import decode  # noqa: PLC0415
    from pipeline.read.head import web_address  # noqa: PLC0415
    from pipeline.read.language import guess_language  # noqa: PLC0415
    from pipeline.read.title import text_title  # noqa: PLC0415

    text, encoding = decode(received.content, is_html=False, where=file.path, sent_as=received.charset)
    return Document(
        id=_document_id(file),
        source_id=file.source_id,
        path=file.path,
        title=text_title(text),
        url=web_address(received.address),
        media_type="text/plain",
        language=guess_language(text),
        encoding=encoding,
        raw_sha256=file.sha256,
        text=text,
    )


def _html_document(file: RawFile, received: _Received) -> Document:
    from pipeline.read.encoding import as_utf8  # noqa: PLC0415
    from pipeline.read.head import web_address  # noqa: PLC0415
    from pipeline.read.html import flatten_utf8  # noqa: PLC0415
    from pipeline.read.language import guess_language  # noqa: PLC0415
    from pipeline.read.title import html_title  # noqa: PLC0415

    markup, encoding = as_utf8(received.content, where=file.path, sent_as=received.charset)
    page = flatten_utf8(markup)
    return Document(
        id=_document_id(file),
        source_id=file.source_id,
        path=file.path,
        title=html_title(page.head, page.headings),
        url=page.head.url or web_address(received.address),
        media_type="text/html",
        language=page.head.language or guess_language(page.text),
        encoding=encoding,
        raw_sha256=file.sha256,
        text=page.text,
        markup=page.markup,
        elements=page.elements,
        declared=page.declared,
    )
