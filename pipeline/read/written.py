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
        start = self._end
        end = start + len(line.text)
        row = self.elements.row_of(line.element)
        self.markup.append(Markup(start, end, line.kind, line.level, line.link_characters, line.links, row))
        self._lines.append(line.text)
        self._end = end + 1
        if line.level:
            self.headings.append((line.level, line.text))
