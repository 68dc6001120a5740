"""An element that is open while the page is flattened: where it stands and what its text inherits from it."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from pipeline.model import NO_PARENT, Element
from pipeline.read.elements import Effect, Role
from pipeline.read.style import PLAIN, Style, heading, hidden

_MOST_NAMES = 59
_NAME_LENGTH = 40
_NAMES_LENGTH = 600
_PAGE = frozenset({"html", "body"})
_LEVELS = frozenset("123456")
_HIDING_STYLE = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden")
_UNNUMBERED = -1
_MOST_VALUES = 4096


class Cell(msgspec.Struct, eq=False):
    """A cell of a table, as what stands in it knows it."""

    row: object
    """Stands for the row that the cell is in."""


class Around(msgspec.Struct, frozen=True, eq=False, gc=False):
    """What an element stands in; most share that of the element around them."""

    link: object = None
    """Stands for the link around it."""
    row: object = None
    """Stands for the row of a table around it."""
    cell: Cell | None = None


_NOTHING = Around()


class OpenElement(msgspec.Struct, eq=False, gc=False):
    """One open element. Its ancestors hang on `parent`, so that deep nesting costs no recursion.

    Nothing in it leads back to itself, so that it goes when it is closed, without the garbage collector.
    """

    tag: str
    attributes: Mapping[str, str]
    parent: OpenElement | None
    effect: Effect
    style: Style = PLAIN
    around: Around = _NOTHING
    """What its text stands in; a link, row or cell is in itself."""
    block: OpenElement | None = None
    """The block element around an inline one."""
    place: int = 1
    """See `pipeline.model.Element`."""
    number: int = _UNNUMBERED
    """Row in the table of elements, once it has one."""
    children: dict[str, int] | None = None
    """How many children of each tag it has so far."""


def opened(
    tag: str, attributes: Mapping[str, str], parent: OpenElement | None, effect: Effect, style: Style
) -> OpenElement:
    """The element that opens in another one, with what it takes over from there.

    Args:
        tag: its own.
        attributes: its own.
        parent: the element around it.
        effect: of the tag.
        style: inside such an element there, as far as the tag tells; see `Style.inside`.
    """
    around = _NOTHING if parent is None else parent.around
    # One by one: to ask for all of them at once takes three times as long.
    if attributes and (
        "style" in attributes or "role" in attributes or "hidden" in attributes or "aria-hidden" in attributes
    ):
        style = _styled(style, tag, attributes)
    if effect.role is not None:
        if effect.role == "dialog":
            style = style if "open" in attributes else hidden(style)
        else:
            around = _inside(effect.role, around, attributes)
    if parent is None:
        return OpenElement(tag, attributes, None, effect, style, around)
    children, place = parent.children, 1
    if children is None:
        parent.children = {tag: 1}
    else:
        place = children[tag] = children.get(tag, 0) + 1
    block = None if effect.is_block else parent.block or parent
    return OpenElement(tag, attributes, parent, effect, style, around, block, place)


def _inside(role: Role, around: Around, attributes: Mapping[str, str]) -> Around:
    if role == "link":
        return Around(object(), around.row, around.cell) if attributes else around
    if role == "row":
        return Around(around.link, object(), around.cell)
    return Around(around.link, around.row, Cell(around.row))


class ElementTable:
    """The elements that hold lines, and those around them; an element gets its row with its first line."""

    def __init__(self) -> None:
        self.rows: list[Element] = []

    def row_of(self, element: OpenElement) -> int:
        """The row of an element."""
        if element.number != _UNNUMBERED:
            return element.number
        unnumbered = [element]
        around = element.parent
        while around is not None and around.number == _UNNUMBERED:
            unnumbered.append(around)
            around = around.parent
        above = NO_PARENT if around is None else around.number
        rows = self.rows
        for opened_ in reversed(unnumbered):
            attributes = opened_.attributes
            names = _names(attributes) if attributes else ()
            opened_.number = row = len(rows)
            rows.append(Element(above, opened_.tag[:_NAME_LENGTH], opened_.place, names))
            above = row
        return above


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
        names = _TOKENS[attributes["class"][:_NAMES_LENGTH]]
    if "id" in attributes:
        names += _tokens(attributes["id"][:_NAMES_LENGTH])  # hardly ever the same again
    if "role" in attributes:
        names += _TOKENS[attributes["role"][:_NAMES_LENGTH]]
    if "itemprop" in attributes:
        of_value = _TOKENS[attributes["itemprop"][:_NAMES_LENGTH]]
        names += tuple([f"itemprop:{name}"[:_NAME_LENGTH] for name in of_value])
    return names if len(names) <= _MOST_NAMES else names[:_MOST_NAMES]


def _tokens(value: str) -> tuple[str, ...]:
    """The names in a value."""
    value = value.lower()
    names = value.split()
    return tuple(names) if len(value) <= _NAME_LENGTH else tuple([name[:_NAME_LENGTH] for name in names])


class _KnownTokens(dict[str, tuple[str, ...]]):
    """The names in the values met; a page's elements have the same classes over and over."""

    def __missing__(self, value: str) -> tuple[str, ...]:
        if len(self) >= _MOST_VALUES:
            self.clear()
        tokens = self[value] = _tokens(value)
        return tokens


_TOKENS = _KnownTokens()
