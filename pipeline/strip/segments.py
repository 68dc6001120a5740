"""Document to blocks: offsets, kinds, and for each block the heading it stands under."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise, repeat
from typing import NamedTuple

from pipeline.model import Block, Document, Markup, SectionType
from pipeline.strip.headings import PLAIN, Shape, shapes
from pipeline.strip.locators import locators
from pipeline.strip.sections import section_of
from pipeline.strip.segment_layout import Span, block_spans

_Draft = tuple[Span, Shape, str, Markup | None]
"""Place, shape, locator and markup of a block to be."""

_TITLE_LEVEL = 1
_LABEL_LEVEL = 6
_LABEL_LENGTH = 80
_PLAIN_KINDS = frozenset({"paragraph", "other"})
_OPENED_KINDS = frozenset({"paragraph", "list_item"})


class _Heading(NamedTuple):
    text: str | None
    """`None` for what stands above all headings."""
    level: int
    section_type: SectionType


def segment(document: Document) -> tuple[Block, ...]:
    """Cut a document into blocks, all of them kept so far.

    Blocks stand in order and never overlap; between them is white space only, and none is at their ends.
    Every block has `document.text[start:end] == text`.
    """
    if document.media_type == "text/html":
        paths = locators(document.elements)
        drafts = (
            ((line.start, line.end), shape, paths[line.element], line)
            for line, shape in zip(document.markup, _html_shapes(document), strict=True)
        )
        return _blocks(document, drafts)
    spans = block_spans(document.text)
    found = shapes([document.text[start:end] for start, end in spans], document.title)
    places = [f"line[{number}]" for number in _line_numbers(document.text, spans)]
    return _blocks(document, zip(spans, found, places, repeat(None, len(spans)), strict=True))


def _blocks(document: Document, drafts: Iterable[_Draft]) -> tuple[Block, ...]:
    """The blocks with the headings above them."""
    blocks: list[Block] = []
    document_id, whole = document.id, document.text
    open_headings = [_Heading(None, 0, "other")]
    heading, _, section = open_headings[-1]
    for index, ((start, end), shape, locator, line) in enumerate(drafts):
        text, level = whole[start:end], shape.level
        if level is None:
            block = Block(
                document_id, index, start, end, text, shape.kind, None, heading, section, locator, line
            )
        else:
            while open_headings[-1].level >= level:
                open_headings.pop()
            above = open_headings[-1]
            heading, section = text, _opened(text, above)
            open_headings.append(_Heading(text, level, section))
            block = Block(
                document_id, index, start, end, text, shape.kind, level, above.text, section, locator, line
            )
        blocks.append(block)
    return tuple(blocks)


def _opened(heading: str, above: _Heading) -> SectionType:
    """The section that a heading opens: its own, else that of the heading above it.

    The title is not asked: what it names is what the whole page is about, side matter excepted.
    """
    section = section_of(heading)
    if section is not None:
        return section
    return above.section_type if above.level > _TITLE_LEVEL else "other"


def _line_numbers(text: str, spans: Sequence[Span]) -> Iterable[int]:
    """The 1-based number of the line on which each span starts; a line ends with CR, LF or both."""
    line, position = 1, 0
    has_returns = "\r" in text
    for start, _ in spans:
        line += text.count("\n", position, start)
        if has_returns:
            line += text.count("\r", position, start) - text.count("\r\n", position, start)
        position = start
        yield line


def _html_shapes(document: Document) -> list[Shape]:
    lines = document.markup
    found = [
        PLAIN[line.kind] if line.heading_level is None else Shape(line.kind, line.heading_level)
        for line in lines
    ]
    for number, (line, after) in enumerate(pairwise(lines)):
        if not line.links and line.kind in _PLAIN_KINDS and _announces(document.text, line, after):
            found[number] = Shape("heading", _LABEL_LEVEL)
    for number in _title_lines(document):
        found[number] = Shape("title", _TITLE_LEVEL)
    return found


def _announces(text: str, line: Markup, after: Markup) -> bool:
    """Whether a line without links works as a heading: it names a section and opens a paragraph."""
    if line.end - line.start > _LABEL_LENGTH:
        return False
    if after.links or after.kind not in _OPENED_KINDS or section_of(text[line.start : line.end]) is None:
        return False
    return shapes([text[line.start : line.end], text[after.start : after.end]], None)[0].kind == "heading"


def _title_lines(document: Document) -> Sequence[int]:
    """The headings that say the title, else the first line that does."""
    if document.title is None:
        return ()
    text, title = document.text, _folded(document.title)
    copies = [
        number
        for number, line in enumerate(document.markup)
        if title.startswith(text[line.start : line.start + 1].casefold())
        and _folded(text[line.start : line.end]) == title
    ]
    headings = [number for number in copies if document.markup[number].kind == "heading"]
    return headings or copies[:1]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
