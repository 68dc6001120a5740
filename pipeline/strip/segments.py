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

_Draft = tuple[Span, str, Shape, str, Markup | None]
"""Place, text, shape, locator and markup of a block to be."""

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
        lines = document.markup
        spans = [(line.start, line.end) for line in lines]
        texts = [document.text[start:end] for start, end in spans]
        paths = locators(document.elements)
        places = [paths[line.element] for line in lines]
        return _blocks(document, zip(spans, texts, _html_shapes(document, texts), places, lines, strict=True))
    spans = block_spans(document.text)
    texts = [document.text[start:end] for start, end in spans]
    found = shapes(texts, document.title)
    places = [f"line[{number}]" for number in _line_numbers(document.text, spans)]
    return _blocks(document, zip(spans, texts, found, places, repeat(None, len(spans)), strict=True))


def _blocks(document: Document, drafts: Iterable[_Draft]) -> tuple[Block, ...]:
    """The blocks with the headings above them."""
    blocks: list[Block] = []
    document_id = document.id
    open_headings = [_Heading(None, 0, "other")]
    heading, _, section = open_headings[-1]
    for index, ((start, end), text, shape, locator, line) in enumerate(drafts):
        level, above = shape.level, heading
        if level is not None:
            while open_headings[-1].level >= level:
                open_headings.pop()
            outer = open_headings[-1]
            above, heading, section = outer.text, text, _opened(text, outer)
            open_headings.append(_Heading(text, level, section))
        blocks.append(
            Block(document_id, index, start, end, text, shape.kind, level, above, section, locator, line)
        )
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


def _html_shapes(document: Document, texts: Sequence[str]) -> list[Shape]:
    lines = document.markup
    found = [
        PLAIN[line.kind] if line.heading_level is None else Shape(line.kind, line.heading_level)
        for line in lines
    ]
    for number, (line, after) in enumerate(pairwise(lines)):
        if not line.links and line.kind in _PLAIN_KINDS and not after.links and after.kind in _OPENED_KINDS:
            text = texts[number]
            if len(text) <= _LABEL_LENGTH and _announces(text, texts[number + 1]):
                found[number] = Shape("heading", _LABEL_LEVEL)
    for number in _title_lines(document, texts):
        found[number] = Shape("title", _TITLE_LEVEL)
    return found


def _announces(text: str, below: str) -> bool:
    """Whether a line works as a heading: it names a section and opens the line below."""
    return section_of(text) is not None and shapes([text, below], None)[0].kind == "heading"


def _title_lines(document: Document, texts: Sequence[str]) -> Sequence[int]:
    """The headings that say the title, else the first line that does."""
    if document.title is None:
        return ()
    title = _folded(document.title)
    initials = {its for its in {text[:1] for text in texts} if title.startswith(its.casefold())}
    copies = [number for number, text in enumerate(texts) if text[:1] in initials and _folded(text) == title]
    headings = [number for number in copies if document.markup[number].kind == "heading"]
    return headings or copies[:1]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
