"""HTML parse events to lines of text, in one pass.

The parser calls `start`, `data` and `end` as it goes; no tree is built, so nesting depth and the number
of attributes cost memory only, and no depth limit of a tree builder cuts the page off.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.model import Declared, Element, Markup
from pipeline.read.declared import Declarations
from pipeline.read.element import OpenElement, opened
from pipeline.read.elements import NOTED
from pipeline.read.encoding import without_controls
from pipeline.read.head import Head
from pipeline.read.lines import ROW_LENGTH, Line, Piece, compose, join_row, outside_row
from pipeline.read.style import PLAIN
from pipeline.read.written import Written


@dataclass(frozen=True, slots=True)
class FlatPage:
    """A page as lines."""

    text: str
    markup: tuple[Markup, ...]
    elements: tuple[Element, ...]
    """See `Document.elements`."""
    head: Head
    headings: tuple[tuple[int, str], ...]
    """Level and text of the headings, in order."""
    hidden_characters: int
    """How much text was left out because a reader does not see it."""
    declared: Declared


class Flattener:
    """A parser target, after lxml's parser target interface; `close` gives the page.

    Args:
        shows_hidden: take the text of hidden elements too.
    """

    def __init__(self, *, shows_hidden: bool = False) -> None:
        self._shows_hidden = shows_hidden
        self._head = Head()
        self._declarations = Declarations()
        self._in_linked_data = False
        self._open: OpenElement | None = None
        self._omitted = 0  # how many elements are open in which no text counts
        self._title: list[str] | None = None  # the pieces of the title while it is open
        self._pieces: list[Piece] = []
        self._written = Written()
        self._rows: list[int] = []  # for each open row of a table, how many of `_cells` there were before it
        self._long_rows = 0  # how many of the open rows, the outermost ones, are too long to be joined
        self._cells: list[Line] = []  # the lines in open rows, which may yet be joined
        self._hidden_characters = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element opens."""
        if self._omitted:
            self._omitted += 1
            return
        if attributes and "itemtype" in attributes:
            self._declarations.take_item(attributes["itemtype"])
        parent = self._open
        effect, style = (PLAIN if parent is None else parent.style).inside[tag]
        if effect.is_apart:
            self._start_apart(tag, attributes)
            if effect.is_textless:
                self._omitted = 1
                return
        elif effect.is_block:
            if self._pieces:
                self._end_line()
            if effect.role == "row":
                self._rows.append(len(self._cells))
        self._open = opened(tag, attributes, parent, effect, style)

    def _start_apart(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "br":
            self._end_line()
        elif tag in NOTED:
            self._head.note(tag, attributes)
            if tag == "html":
                self._end_line()
        elif tag == "script" and "ld+json" in attributes.get("type", "").lower():
            self._declarations.open_script()
            self._in_linked_data = True
        elif tag == "title" and self._head.title is None:
            self._title = []

    def end(self, tag: str) -> None:
        """The innermost open element closes."""
        if self._omitted:
            self._omitted -= 1
            if not self._omitted:
                self._in_linked_data = False
            return
        element = self._open
        if element is None:
            return
        effect = element.effect
        if effect.is_block:
            if self._pieces:
                self._end_line()
            if effect.role == "row":
                self._end_row(element)
        elif effect.is_apart and self._title is not None:
            self._head.title = " ".join(without_controls("".join(self._title)).split()) or None
            self._title = None
        self._open = element.parent

    def data(self, text: str) -> None:
        """Text, or a part of it, in the innermost open element."""
        element = self._open
        if self._omitted or element is None:
            if self._in_linked_data:
                self._declarations.take_script(text)
        elif self._title is not None:
            self._title.append(text)
        elif not self._pieces and text.isspace():
            return
        elif (style := element.style).is_hidden and not self._shows_hidden:
            self._hidden_characters += len(text.strip())
        elif element.tag in {"head", "title"}:
            return
        elif style.is_preformatted and "\n" in text:
            first, *others = text.split("\n")
            self._pieces.append((first, element))
            for line in others:
                self._end_line()
                self._pieces.append((line, element))
        else:
            self._pieces.append((text, element))

    def close(self) -> FlatPage:
        """The input is over."""
        self._end_line()
        self._write_cells()
        # The parser keeps its target until the garbage is collected.
        written, self._written = self._written, Written()
        return FlatPage(
            text=written.text,
            markup=tuple(written.markup),
            elements=tuple(written.elements.rows),
            head=self._head,
            headings=tuple(written.headings),
            hidden_characters=self._hidden_characters,
            declared=self._declarations.settled(self._head),
        )

    def _end_line(self) -> None:
        pieces = self._pieces
        if not pieces:
            return
        line = compose(pieces)
        self._pieces = []
        if line is None:
            return
        if self._rows:
            self._cells.append(line)
        else:
            self._written.write(line)

    def _end_row(self, row: OpenElement) -> None:
        before = self._rows.pop()
        if len(self._rows) >= self._long_rows:
            self._cells[before:] = join_row(row, self._cells[before:])
            around = self._rows[-1] if len(self._rows) > self._long_rows else 0
            if self._rows and len(self._cells) - around <= ROW_LENGTH:
                return
        # What is too long for one row is so for those around it: tables in tables take linear time.
        self._cells = [outside_row(line) for line in self._cells]
        self._write_cells()

    def _write_cells(self) -> None:
        for line in self._cells:
            self._written.write(line)
        self._cells = []
        self._long_rows = len(self._rows)
