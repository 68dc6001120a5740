"""Document to blocks: offsets, kinds, and for each block the heading it stands under."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.model import Block, Document, Markup, SectionType
from pipeline.strip.headings import Shape, shapes
from pipeline.strip.sections import section_of
from pipeline.strip.segment_layout import block_spans

_TITLE_LEVEL = 1
_LABEL_LEVEL = 6
_LABEL_LENGTH = 80


class _Draft(NamedTuple):
    start: int
    end: int
    shape: Shape
    locator: str
    markup: Markup | None


@dataclass(frozen=True, slots=True)
class _Heading:
    text: str
    level: int
    section_type: SectionType


def segment(document: Document) -> tuple[Block, ...]:
    """Cut a document into blocks, all of them kept so far.

    Blocks stand in order and never overlap; between them is white space only, and none is at their ends.
    Every block has `document.text[start:end] == text`.
    """
    is_html = document.media_type == "text/html"
    drafts = _html_drafts(document) if is_html else _text_drafts(document)
    blocks: list[Block] = []
    open_headings: list[_Heading] = []
    for index, draft in enumerate(drafts):
        text = document.text[draft.start : draft.end]
        level = draft.shape.level
        if level is not None:
            while open_headings and open_headings[-1].level >= level:
                open_headings.pop()
        above = open_headings[-1] if open_headings else None
        section = above.section_type if above else "other"
        if level is not None:
            section = _opened(text, above)
            open_headings.append(_Heading(text, level, section))
        blocks.append(
            Block(
                document_id=document.id,
                index=index,
                start=draft.start,
                end=draft.end,
                text=text,
                kind=draft.shape.kind,
                heading_level=level,
                heading=above.text if above else None,
                section_type=section,
                locator=draft.locator,
                markup=draft.markup,
            )
        )
    return tuple(blocks)


def _opened(heading: str, above: _Heading | None) -> SectionType:
    """The section that a heading opens: its own, else that of the heading above it.

    The title is not asked: what it names is what the whole page is about, side matter excepted.
    """
    section = section_of(heading)
    if section is not None:
        return section
    return above.section_type if above is not None and above.level > _TITLE_LEVEL else "other"


def _text_drafts(document: Document) -> Iterable[_Draft]:
    text = document.text
    spans = block_spans(text)
    found = shapes([text[start:end] for start, end in spans], document.title)
    for (start, end), shape, line in zip(spans, found, _line_numbers(text, spans), strict=True):
        yield _Draft(start, end, shape, f"line[{line}]", None)


def _line_numbers(text: str, spans: list[tuple[int, int]]) -> Iterable[int]:
    """The 1-based number of the line on which each span starts; a line ends with CR, LF or both."""
    line, position = 1, 0
    has_returns = "\r" in text
    for start, _ in spans:
        line += text.count("\n", position, start)
        if has_returns:
            line += text.count("\r", position, start) - text.count("\r\n", position, start)
        position = start
        yield line


def _html_drafts(document: Document) -> Iterable[_Draft]:
    title = None if document.title is None else _folded(document.title)
    title_lines = _title_lines(document, title)
    for number, line in enumerate(document.markup):
        shape = Shape(line.kind, line.heading_level)
        if number in title_lines:
            shape = Shape("title", _TITLE_LEVEL)
        elif number + 1 < len(document.markup) and _announces(
            document.text, line, document.markup[number + 1]
        ):
            shape = Shape("heading", _LABEL_LEVEL)
        yield _Draft(line.start, line.end, shape, line.locator, line)


def _announces(text: str, line: Markup, after: Markup) -> bool:
    """Whether a line that HTML calls no heading works as one: it names a section and opens a paragraph."""
    is_plain = (
        line.kind in {"paragraph", "other"} and not line.links and line.end - line.start <= _LABEL_LENGTH
    )
    if not is_plain or after.kind not in {"paragraph", "list_item"} or after.links:
        return False
    opens = shapes([text[line.start : line.end], text[after.start : after.end]], None)[0].kind == "heading"
    return opens and section_of(text[line.start : line.end]) is not None


def _title_lines(document: Document, title: str | None) -> frozenset[int]:
    """The headings that say the title, else the first line that does."""
    if title is None:
        return frozenset()
    text = document.text
    copies = [
        number
        for number, line in enumerate(document.markup)
        if title.startswith(text[line.start : line.start + 1].casefold())
        and _folded(text[line.start : line.end]) == title
    ]
    headings = frozenset(n for n in copies if document.markup[n].kind == "heading")
    return headings or frozenset(copies[:1])


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
