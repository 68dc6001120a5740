"""A page that stands under no raw folder, for measuring and for training."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Document, MediaType, content_id
from pipeline.read.html import flatten
from pipeline.read.title import html_title, text_title


def loose_document(page_id: str, source: str, media_type: MediaType) -> Document:
    """The document of one page that is decoded already; neither language nor address is looked for.

    Args:
        page_id: names the page.
        source: its markup, or its text.
        media_type: which of the two.
    """
    document = Document(
        id=content_id(page_id),
        source_id="",
        path=page_id,
        title=None,
        url=None,
        media_type=media_type,
        language="und",
        encoding="utf-8",
        raw_sha256="",
        text=source,
    )
    if media_type == "text/plain":
        return replace(document, title=text_title(source))
    page = flatten(source)
    title = html_title(page.head, page.headings)
    return replace(
        document,
        title=title,
        text=page.text,
        markup=page.markup,
        elements=page.elements,
        declared=page.declared,
    )
