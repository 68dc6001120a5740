"""One raw file to one `Document`."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from pipeline.errors import EmptyFile, NoText, TooLarge, UnreadableFile
from pipeline.model import Document, RawFile, content_id
from pipeline.read.folder import SIZE_LIMIT
from pipeline.read.paths import check_plain_file, file_name, unreadable

LINE_LIMIT = 200_000
_VISIBLE = re.compile(
    r"[^\s\ufffd\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)


def read_document(raw: Path, file: RawFile) -> Document:
    """Decode a raw file and, if it is HTML, flatten it to the lines that a reader of the page sees.

    Args:
        raw: the raw folder.
        file: as `inventory` lists it.

    Raises:
        InputError: the file cannot be used; the subclass says why.
    """
    content = _content(raw, file)
    if not content:
        raise EmptyFile("The file has no bytes.", where=file.path, remedy="Fetch the page again.")
    document = (
        _text_document(file, content) if file.path.lower().endswith(".txt") else _html_document(file, content)
    )
    if document.text.count("\n") >= LINE_LIMIT:
        raise TooLarge(
            f"The page has over {LINE_LIMIT} lines.", where=file.path, remedy="Split it into its pages."
        )
    if not _VISIBLE.search(document.text):
        raise NoText("The file holds no text that a reader would see.", where=file.path,
                     remedy="Fetch the page as a browser shows it.")  # fmt: skip
    return document


def _content(raw: Path, file: RawFile) -> bytes:
    path = raw / file_name(file.path)
    check_plain_file(raw.resolve(), path, file.path)
    try:
        with path.open("rb") as stream:
            content = stream.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise unreadable(error, file.path) from error
    if len(content) > SIZE_LIMIT:
        raise TooLarge(
            f"The file has over {SIZE_LIMIT} bytes.", where=file.path, remedy="Split it into its pages."
        )
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise UnreadableFile("The file changed during the run.", where=file.path, remedy="Run again.")
    return content


def _text_document(file: RawFile, content: bytes) -> Document:
    # Deferred, as in `_html_document`: a run with nothing to do must not pay for the parsers.
    from pipeline.read.encoding import decode  # noqa: PLC0415
    from pipeline.read.language import guess_language  # noqa: PLC0415
    from pipeline.read.title import text_title  # noqa: PLC0415

    text, encoding = decode(content, is_html=False, where=file.path)
    return Document(
        id=content_id(file.path, file.sha256),
        source_id=file.source_id,
        path=file.path,
        title=text_title(text),
        url=None,
        media_type="text/plain",
        language=guess_language(text),
        encoding=encoding,
        raw_sha256=file.sha256,
        text=text,
    )


def _html_document(file: RawFile, content: bytes) -> Document:
    from pipeline.read.encoding import decode  # noqa: PLC0415
    from pipeline.read.html import flatten  # noqa: PLC0415
    from pipeline.read.language import guess_language  # noqa: PLC0415
    from pipeline.read.title import html_title  # noqa: PLC0415

    markup, encoding = decode(content, is_html=True, where=file.path)
    page = flatten(markup)
    return Document(
        id=content_id(file.path, file.sha256),
        source_id=file.source_id,
        path=file.path,
        title=html_title(page.head, page.headings),
        url=page.head.url,
        media_type="text/html",
        language=page.head.language or guess_language(page.text),
        encoding=encoding,
        raw_sha256=file.sha256,
        text=page.text,
        markup=page.markup,
        elements=page.elements,
        declared=page.declared,
    )
