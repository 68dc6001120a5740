"""An element that is open while the page is flattened: where it stands and what its text inherits from it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.model import NO_PARENT, Element
from pipeline.read.elements import Effect, Role
from pipeline.read.style import PLAIN, Style, within

_MOST_NAMES = 59
_NAME_LENGTH = 40
_NAMES_LENGTH = 600
_PAGE = frozenset({"html", "body"})
_LEVELS = frozenset("123456")
_STYLING = frozenset({"aria-hidden", "hidden", "role", "style"})
_HIDING_STYLE = re.compile(r"(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)", re.IGNORECASE)
_UNNUMBERED = -1


class OpenElement:
    """One open element. Its ancestors hang on `parent`, so that deep nesting costs no recursion."""

    # None of them is the element itself, so that it goes when it is closed, without the garbage collector;
    # `tr`, `td` and `th` are the exception.
    __slots__ = (
        "attributes", "block", "cell", "children", "effect", "link", "number", "parent", "place", "row",
        "style", "tag",
    )  # fmt: skip

    def __init__(
        self, tag: str, attributes: Mapping[str, str], parent: OpenElement | None, effect: Effect | None
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.effect = effect
        self.children: dict[str, int] | None = None
        self.number = _UNNUMBERED
        self.place = 1
        self.block: OpenElement | None = None
        if parent is None:
            self.style = PLAIN
            self.link: object = None
            self.row: OpenElement | None = None
            self.cell: OpenElement | None = None
        else:
            self.style, self.link, self.row, self.cell = parent.style, parent.link, parent.row, parent.cell
            if parent.children is None:
                parent.children = {tag: 1}
            else:
                self.place = parent.children[tag] = parent.children.get(tag, 0) + 1
            if effect is None or not effect.is_block:
                self.block = parent.block or parent
        if effect is not None:
            if effect.is_styled:
                self.style = within(self.style, tag)
            if effect.role is not None:
                self._take_role(effect.role, attributes)
        if attributes and not _STYLING.isdisjoint(attributes):
            self.style = _styled(self.style, tag, attributes)

    def _take_role(self, role: Role, attributes: Mapping[str, str]) -> None:
        if role == "link":
            if attributes:
                self.link = object()
        elif role == "row":
            self.row = self
        elif role == "cell":
            self.cell = self
        elif "open" not in attributes:
            self.style = self.style._replace(is_hidden=True)


class ElementTable:
    """The elements that hold lines, and those around them; an element gets its row with its first line."""

    def __init__(self) -> None:
        self.rows: list[Element] = []

    def row_of(self, element: OpenElement) -> int:
        """The row of an element."""
        if element.number != _UNNUMBERED:
            return element.number
        unnumbered: list[OpenElement] = []
        around: OpenElement | None = element
        while around is not None and around.number == _UNNUMBERED:
            unnumbered.append(around)
            around = around.parent
        row = NO_PARENT if around is None else around.number
        while unnumbered:
            inner = unnumbered.pop()
            names = _names(inner.attributes) if inner.attributes else ()
            self.rows.append(Element(row, inner.tag[:_NAME_LENGTH], inner.place, names))
            row = inner.number = len(self.rows) - 1
        return row


def _styled(style: Style, tag: str, attributes: Mapping[str, str]) -> Style:
    if _hides(tag, attributes):
        style = style._replace(is_hidden=True)
    if attributes.get("role") == "heading":
        level = attributes.get("aria-level", "2")
        style = style._replace(kind="heading", level=int(level) if level in _LEVELS else 2)
    return style


def _hides(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether a reader does not see the element. The page as a whole is hidden only until its scripts ran."""
    if tag in _PAGE:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden", "").strip().lower() == "true":
        return True
    style = attributes.get("style")
    return style is not None and _HIDING_STYLE.search(style) is not None


def _names(attributes: Mapping[str, str]) -> tuple[str, ...]:
    """What class, id, role and itemprop call an element, bounded."""
    names: list[str] = []
    if "class" in attributes:
        names += _tokens(attributes["class"])
    if "id" in attributes:
        names += _tokens(attributes["id"])
    if "role" in attributes:
        names += _tokens(attributes["role"])
    if "itemprop" in attributes:
        names += [f"itemprop:{name}"[:_NAME_LENGTH] for name in _tokens(attributes["itemprop"])]
    return tuple(names[:_MOST_NAMES])


def _tokens(value: str) -> list[str]:
    written = value[:_NAMES_LENGTH].lower()
    tokens = written.split()
    if len(written) > _NAME_LENGTH:
        return [token[:_NAME_LENGTH] for token in tokens]
    return tokens
