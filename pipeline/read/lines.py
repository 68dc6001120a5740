"""The lines of a flattened page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import BlockKind
from pipeline.read.element import Element
from pipeline.read.encoding import without_controls

CELL_SEPARATOR = " | "
_ROW_LENGTH = 1000
_PARAGRAPH_LENGTH = 80
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]{0,2}$")
_LABEL_LENGTH = 80
_LABEL_SHARE = 0.7
_LABEL = re.compile(r"[\"'“‘(]?(?:\d{1,2}[.)]\s?)?[^\W\d_][^@]*[^.,;!]")
_LABEL_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One line, before its place in the text is known."""

    text: str
    kind: BlockKind
    level: int | None
    locator: str
    link_characters: int
    links: int
    context: tuple[str, ...]
    cell: Element | None


def compose(pieces: Sequence[tuple[str, Element]]) -> Line | None:
    """Join the pieces of text between two line ends; `None` if they are white space.

    Args:
        pieces: text and the element it stands in directly, in order.
    """
    text = "".join([piece for piece, _ in pieces])
    written = [(piece, element) for piece, element in pieces if not piece.isspace()]
    if not written:
        return None
    first = written[0][1]
    text = text.strip() if first.is_preformatted else " ".join(text.split())
    if not text:
        return None
    text = without_controls(text)
    kind, level = _kind(text, written)
    links = {id(element.link) for _, element in written if element.link}
    return Line(
        text=text,
        kind=kind,
        level=level,
        locator=first.block.locator(),
        link_characters=_link_characters(text, written) if links else 0,
        links=len(links),
        context=first.block.context(),
        cell=first.cell,
    )


def _kind(text: str, written: Sequence[tuple[str, Element]]) -> tuple[BlockKind, int | None]:
    element = written[0][1]
    if element.kind not in {None, "paragraph"}:
        return element.kind or "other", element.level
    if _is_label(text, written):
        return "heading", _LABEL_LEVEL
    return element.kind or prose_or_other(text), None


def _is_label(text: str, written: Sequence[tuple[str, Element]]) -> bool:
    """A short line all in bold does the work of a heading on pages that have no better."""
    return (
        len(text) <= _LABEL_LENGTH
        and _LABEL.fullmatch(text) is not None
        and sum(character.isalpha() or character == " " for character in text) >= _LABEL_SHARE * len(text)
        and all(element.is_bold and element.link is None for _, element in written)
    )


def prose_or_other(text: str) -> BlockKind:
    """The kind of a line whose element says nothing: long lines and sentences are paragraphs."""
    return "paragraph" if len(text) >= _PARAGRAPH_LENGTH or _SENTENCE_END.search(text) else "other"


def _link_characters(text: str, written: Sequence[tuple[str, Element]]) -> int:
    if all(element.link for _, element in written):
        return len(text)
    return min(len(text), sum(len(" ".join(piece.split())) for piece, element in written if element.link))


def join_row(row: Element, lines: Sequence[Line]) -> list[Line]:
    """The lines of a table row that is over: joined where each cell is one line, else as they were.

    Args:
        row: the `tr`.
        lines: what was written in it.
    """
    cells = [line.cell for line in lines]
    is_data = all(cell is not None and cell.row is row for cell in cells) and len(set(map(id, cells))) == len(
        cells
    )
    length = sum(len(line.text) for line in lines)
    if len(lines) < 2 or not is_data or length > _ROW_LENGTH:
        return [_outside_row(line) for line in lines]
    return [
        Line(
            text=CELL_SEPARATOR.join(line.text for line in lines),
            kind="table_row",
            level=None,
            locator=row.locator(),
            link_characters=sum(line.link_characters for line in lines),
            links=sum(line.links for line in lines),
            context=row.context(),
            cell=row.cell,
        )
    ]


def _outside_row(line: Line) -> Line:
    if line.kind != "table_row" or CELL_SEPARATOR in line.text:
        return line
    return Line(line.text, prose_or_other(line.text), None, line.locator, line.link_characters, line.links,
                line.context, line.cell)  # fmt: skip
