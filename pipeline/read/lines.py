"""The lines of a flattened page."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from msgspec import structs

from pipeline.model import BlockKind
from pipeline.read.element import Cell, OpenElement
from pipeline.read.encoding import without_controls

CELL_SEPARATOR = " | "
ROW_LENGTH = 1000
_PARAGRAPH_LENGTH = 80
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]{0,2}$")
_LABEL_LENGTH = 80
_LABEL_SHARE = 0.7
_LABEL = re.compile(r"[\"'“‘(]?(?:\d{1,2}[.)]\s?)?[^\W\d_][^@]*[^.,;!]")
_LABEL_LEVEL = 6


class Line(msgspec.Struct, frozen=True, gc=False):
    """One line, before its place in the text is known."""

    text: str
    kind: BlockKind
    level: int | None
    link_characters: int
    links: int
    element: OpenElement
    """The block element that it stands in."""
    cell: Cell | None


Piece = tuple[str, OpenElement]
"""Text and the element that it stands in directly."""


def compose(pieces: Sequence[Piece]) -> Line | None:
    """Join the pieces of text between two line ends, in order; `None` if they are white space."""
    if len(pieces) == 1:
        written, text = pieces, pieces[0][0].strip()
    else:
        written = [piece for piece in pieces if not piece[0].isspace()]
        text = "".join([text for text, _ in pieces]).strip()
    if not text:
        return None
    first = written[0][1]
    style = first.style
    if "  " in text or not text.isprintable():  # else there is nothing in it to change
        text = without_controls(text if style.is_preformatted else " ".join(text.split()))
    kind, level = style.kind, style.level
    if kind is None or kind == "paragraph":
        if style.is_bold and _is_label(text, written):
            kind, level = "heading", _LABEL_LEVEL
        else:
            kind, level = kind or prose_or_other(text), None
    if len(written) == 1:
        links, link_characters = (1, len(text)) if first.around.link else (0, 0)
    else:
        links, link_characters = _links(text, written)
    return Line(text, kind, level, link_characters, links, first.block or first, first.around.cell)


def _is_label(text: str, written: Sequence[Piece]) -> bool:
    """A short line all in bold does the work of a heading on pages that have no better."""
    return (
        len(text) <= _LABEL_LENGTH
        and all(its.style.is_bold and its.around.link is None for _, its in written)
        and _LABEL.fullmatch(text) is not None
        and sum(character.isalpha() or character == " " for character in text) >= _LABEL_SHARE * len(text)
    )


def prose_or_other(text: str) -> BlockKind:
    """The kind of a line whose element says nothing: long lines and sentences are paragraphs."""
    if len(text) >= _PARAGRAPH_LENGTH:
        return "paragraph"
    # Most lines end with a letter: no need to look for the end of a sentence there.
    return "paragraph" if not text[-1].isalnum() and _SENTENCE_END.search(text[-3:]) else "other"


def _links(text: str, written: Sequence[Piece]) -> tuple[int, int]:
    """How many links the line has and how many of its characters stand in them."""
    linked = [piece for piece in written if piece[1].around.link]
    if not linked:
        return 0, 0
    if len(linked) < len(written):
        characters = min(len(text), sum(len(" ".join(piece.split())) for piece, _ in linked))
    else:
        characters = len(text)
    return len({element.around.link for _, element in linked}), characters


def join_row(row: OpenElement, lines: Sequence[Line]) -> list[Line]:
    """The lines of a table row that is over: joined where each cell is one line, else as they were.

    Args:
        row: the `tr`.
        lines: what was written in it.
    """
    cells = [line.cell for line in lines]
    is_data = all(cell is not None and cell.row is row.around.row for cell in cells) and len(
        set(map(id, cells))
    ) == len(cells)
    length = sum(len(line.text) for line in lines)
    if len(lines) < 2 or not is_data or length > ROW_LENGTH:
        return [outside_row(line) for line in lines]
    return [
        Line(
            text=CELL_SEPARATOR.join(line.text for line in lines),
            kind="table_row",
            level=None,
            link_characters=sum(line.link_characters for line in lines),
            links=sum(line.links for line in lines),
            element=row,
            cell=row.around.cell,
        )
    ]


def outside_row(line: Line) -> Line:
    """A line of a row whose cells are not joined: no row itself, unless it is one of joined cells."""
    if line.kind != "table_row" or CELL_SEPARATOR in line.text:
        return line
    return structs.replace(line, kind=prose_or_other(line.text), level=None)
