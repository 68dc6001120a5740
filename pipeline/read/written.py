"""The text of a flattened page, as far as it is written."""

from __future__ import annotations

from pipeline.model import Markup
from pipeline.read.element import ElementTable
from pipeline.read.lines import Line


class Written:
    """Lines in their order, each with its place in the text."""

    def __init__(self) -> None:
        self.markup: list[Markup] = []
        self.elements = ElementTable()
        self.headings: list[tuple[int, str]] = []
        """Level and text of the headings, in order."""
        self._lines: list[str] = []
        self._end = 0

    @property
    def text(self) -> str:
        """The lines joined by line feeds."""
        return "\n".join(self._lines)

    def write(self, line: Line) -> None:
        """Add a line."""
        text, kind, level, link_characters, links, element, _ = line
        start = self._end
        end = start + len(text)
        row = self.elements.row_of(element)
        self.markup.append(Markup(start, end, kind, level, link_characters, links, row))
        self._lines.append(text)
        self._end = end + 1
        if level:
            self.headings.append((level, text))
