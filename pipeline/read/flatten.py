"""HTML parse events to lines of text, in one pass.

The parser calls `start`, `data` and `end` as it goes; no tree is built, so nesting depth and the number
of attributes cost memory only, and no depth limit of a tree builder cuts the page off.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from pipeline.model import Declared, Markup
from pipeline.read.declared import Declarations
from pipeline.read.element import Element
from pipeline.read.elements import BLOCKS, OMITTED
from pipeline.read.encoding import without_controls
from pipeline.read.head import Head
from pipeline.read.lines import Line, compose, join_row

_VOID = frozenset({"br", "img", "link", "meta", "wbr"})
_NOTED = frozenset({"html", "link", "meta"})
_TEXTLESS = OMITTED | _VOID
_APART = _TEXTLESS | _NOTED | {"title"}


@dataclass(frozen=True, slots=True)
class FlatPage:
    """A page as lines."""

    text: str
    markup: tuple[Markup, ...]
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
        self._open: Element | None = None
        self._omitted = 0  # how many elements are open in which no text counts
        self._title: list[str] | None = None  # the pieces of the title while it is open
        self._pieces: list[tuple[str, Element]] = []
        self._lines: list[Line] = []
        self._rows: list[int] = []  # for each open row, how many lines there were before it
        self._hidden_characters = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element opens."""
        if self._omitted:
            self._omitted += 1
            return
        if "itemtype" in attributes:
            self._declarations.take_item(attributes["itemtype"])
        if tag in _APART:
            self._start_apart(tag, attributes)
            if tag in _TEXTLESS:
                self._omitted = 1
                return
        elif self._pieces and tag in BLOCKS:
            self._end_line()
        self._open = Element(tag, attributes, self._open)
        if tag == "tr":
            self._rows.append(len(self._lines))

    def _start_apart(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _NOTED:
            self._head.note(tag, attributes)
        if tag in {"br", "html"}:
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
            self._in_linked_data = self._in_linked_data and self._omitted > 0
            return
        element = self._open
        if element is None:
            return
        if element.tag in BLOCKS:
            if self._pieces:
                self._end_line()
            if element.tag == "tr":
                before = self._rows.pop()
                self._lines[before:] = join_row(element, self._lines[before:])
        elif element.tag == "title" and self._title is not None:
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
        elif element.style.is_hidden and not self._shows_hidden:
            self._hidden_characters += len(text.strip())
        elif element.tag in {"head", "title"}:
            return
        elif element.style.is_preformatted and "\n" in text:
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
        lines, self._lines = self._lines, []  # the parser keeps its target until the garbage is collected
        starts = accumulate([len(line.text) + 1 for line in lines], initial=0)
        return FlatPage(
            text="\n".join([line.text for line in lines]),
            markup=tuple([
                Markup(start, start + len(text), kind, level, locator, link_characters, links, context)
                for start, (text, kind, level, locator, link_characters, links, context, _)
                in zip(starts, lines, strict=False)
            ]),
            head=self._head,
            headings=tuple([(line.level, line.text) for line in lines if line.level]),
            hidden_characters=self._hidden_characters,
            declared=self._declarations.settled(self._head),
        )  # fmt: skip

    def _end_line(self) -> None:
        if not self._pieces:
            return
        line = compose(self._pieces)
        self._pieces = []
        if line is not None:
            self._lines.append(line)
