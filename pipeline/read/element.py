"""An element that is open while the page is flattened: where it stands and what its text inherits from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import msgspec

from pipeline.model import NO_PARENT, Element
from pipeline.read.elements import Effect, Role
from pipeline.read.style import PLAIN, Style, heading, hidden, within

_MOST_NAMES = 59
_NAME_LENGTH = 40
_NAMES_LENGTH = 600
_PAGE = frozenset({"html", "body"})
_LEVELS = frozenset("123456")
_STYLING = frozenset({"aria-hidden", "hidden", "role", "style"})
_HIDING_STYLE = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden")
_UNNUMBERED = -1


class Cell(msgspec.Struct, eq=False):
    """A cell of a table, as what stands in it knows it."""

    row: object
    """Stands for the row that the cell is in."""


class OpenElement(msgspec.Struct, eq=False):
    """One open element. Its ancestors hang on `parent`, so that deep nesting costs no recursion.

    Nothing in it leads back to itself, so that it goes when it is closed, without the garbage collector.
    """

    tag: str
    attributes: Mapping[str, str]
    parent: OpenElement | None
    effect: Effect | None
    style: Style = PLAIN
    link: object = None
    """Stands for the link around it."""
    row: object = None
    """Stands for the row of a table around it."""
    cell: Cell | None = None
    block: OpenElement | None = None
    """The block element around an inline one."""
    place: int = 1
    """See `pipeline.model.Element`."""
    number: int = _UNNUMBERED
    """Row in the table of elements, once it has one."""
    children: dict[str, int] | None = None
    """How many children of each tag it has so far."""


def opened(
    tag: str, attributes: Mapping[str, str], parent: OpenElement | None, effect: Effect | None
) -> OpenElement:
    """The element that opens in another one, with what it takes over from there."""
    style = PLAIN if parent is None else parent.style
    if effect is not None and effect.is_styled:
        style = style.inside.get(tag) or within(style, tag)
    if attributes and not _STYLING.isdisjoint(attributes):
        style = _styled(style, tag, attributes)
    if parent is None:
        element = OpenElement(tag, attributes, None, effect, style)
    else:
        children, place = parent.children, 1
        if children is None:
            parent.children = {tag: 1}
        else:
            place = children[tag] = children.get(tag, 0) + 1
        block = None if effect is not None and effect.is_block else parent.block or parent
        element = OpenElement(
            tag, attributes, parent, effect, style, parent.link, parent.row, parent.cell, block, place
        )
    if effect is not None and effect.role is not None:
        _take_role(element, effect.role)
    return element


def _take_role(element: OpenElement, role: Role) -> None:
    if role == "link":
        if element.attributes:
            element.link = object()
    elif role == "row":
        element.row = object()
    elif role == "cell":
        element.cell = Cell(element.row)
    elif "open" not in element.attributes:
        element.style = hidden(element.style)


class ElementTable:
    """The elements that hold lines, and those around them; an element gets its row with its first line."""

    def __init__(self) -> None:
        self.rows: list[Element] = []

    def row_of(self, element: OpenElement) -> int:
        """The row of an element."""
        if element.number != _UNNUMBERED:
            return element.number
        around = element.parent
        if around is not None and around.number == _UNNUMBERED:
            self._number_those_around(element)
        return self._add(element)

    def _number_those_around(self, element: OpenElement) -> None:
        unnumbered = []
        around = element.parent
        while around is not None and around.number == _UNNUMBERED:
            unnumbered.append(around)
            around = around.parent
        for outer in reversed(unnumbered):
            self._add(outer)

    def _add(self, element: OpenElement) -> int:
        rows, parent, attributes = self.rows, element.parent, element.attributes
        names = _names(attributes) if attributes else ()
        row = element.number = len(rows)
        above = NO_PARENT if parent is None else parent.number
        rows.append(Element(above, element.tag[:_NAME_LENGTH], element.place, names))
        return row


def _styled(style: Style, tag: str, attributes: Mapping[str, str]) -> Style:
    if _hides(tag, attributes):
        style = hidden(style)
    if attributes.get("role") == "heading":
        level = attributes.get("aria-level", "2")
        style = heading(style, int(level) if level in _LEVELS else 2)
    return style


def _hides(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether a reader does not see the element. The page as a whole is hidden only until its scripts ran."""
    if tag in _PAGE:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden", "").strip().lower() == "true":
        return True
    style = attributes.get("style", "").lower()
    return ("none" in style or "hidden" in style) and _HIDING_STYLE.search(style) is not None


def _names(attributes: Mapping[str, str]) -> tuple[str, ...]:
    """What class, id, role and itemprop call an element, bounded."""
    names: tuple[str, ...] = ()
    if "class" in attributes:
        names = _tokens(attributes["class"][:_NAMES_LENGTH])
    if "id" in attributes:
        names += _tokens(attributes["id"][:_NAMES_LENGTH])
    if "role" in attributes:
        names += _tokens(attributes["role"][:_NAMES_LENGTH])
    if "itemprop" in attributes:
        of_value = _tokens(attributes["itemprop"][:_NAMES_LENGTH])
        names += tuple([f"itemprop:{name}"[:_NAME_LENGTH] for name in of_value])
    return names if len(names) <= _MOST_NAMES else names[:_MOST_NAMES]


@lru_cache(maxsize=4096)
def _tokens(value: str) -> tuple[str, ...]:
    """The names in a value; a page's elements have the same classes over and over."""
    value = value.lower()
    names = value.split()
    return tuple(names) if len(value) <= _NAME_LENGTH else tuple([name[:_NAME_LENGTH] for name in names])
