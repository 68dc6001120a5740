"""An element that is open while the page is flattened: where it stands and what its text inherits from it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.read.elements import BLOCKS
from pipeline.read.style import PLAIN, STYLED, Style, within

CONTEXT_TOKENS = 60
_TOKEN_LENGTH = 40
_NAMES_LENGTH = 600
_LOCATOR_STEPS = 40
_PAGE = frozenset({"html", "body"})
_ROLES = frozenset({"dialog", "td", "th", "tr"})
_LEVELS = frozenset("123456")
_STYLING = frozenset({"aria-hidden", "hidden", "role", "style"})
_HIDING_STYLE = re.compile(r"(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)", re.IGNORECASE)

Place = tuple[int, str, tuple[str, ...]]
"""Depth, locator (path from the root, e.g. `html/body/div[2]/p[1]`; `...` stands for steps beyond the
nearest) and tokens of the context, nearest first and bounded."""
_NOWHERE: Place = (0, "", ())


class Element:
    """One open element. Its ancestors hang on `parent`, so that deep nesting costs no recursion."""

    # None of them is the element itself, so that it goes when it is closed, without the garbage collector;
    # `tr`, `td` and `th` are the exception.
    __slots__ = (
        "attributes", "block", "cell", "children", "index", "known_place", "link", "parent", "row", "style",
        "tag",
    )  # fmt: skip

    def __init__(self, tag: str, attributes: Mapping[str, str], parent: Element | None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: dict[str, int] | None = None
        self.known_place: Place | None = None
        self.index = 1
        self.block: Element | None = None
        if parent is None:
            self.style = PLAIN
            self.link: object = None
            self.row: Element | None = None
            self.cell: Element | None = None
        else:
            self.style, self.link, self.row, self.cell = parent.style, parent.link, parent.row, parent.cell
            if tag not in BLOCKS:
                self.block = parent.block or parent
            if parent.children is None:
                parent.children = {tag: 1}
            else:
                self.index = parent.children[tag] = parent.children.get(tag, 0) + 1
        if tag in STYLED:
            self.style = within(self.style, tag)
            if tag in _ROLES:
                self._take_role(tag, attributes)
        elif tag == "a" and attributes:
            self.link = object()
        if attributes and not _STYLING.isdisjoint(attributes):
            self.style = _styled(self.style, tag, attributes)

    def _take_role(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "tr":
            self.row = self
        elif tag != "dialog":
            self.cell = self
        elif "open" not in attributes:
            self.style = self.style._replace(is_hidden=True)

    def place(self) -> Place:
        """The place of the element, made from that of its parent."""
        unplaced: list[Element] = []
        element: Element | None = self
        while element is not None and element.known_place is None:
            unplaced.append(element)
            element = element.parent
        place = _NOWHERE if element is None else element.known_place
        while unplaced:
            inner = unplaced.pop()
            place = inner.known_place = _inside(place or _NOWHERE, inner)
        return place or _NOWHERE


def _inside(outer: Place, element: Element) -> Place:
    depth, path, tokens = outer
    tag = element.tag[:_TOKEN_LENGTH]
    if depth >= _LOCATOR_STEPS:
        path = ".../" + path.split("/", 1 if depth == _LOCATOR_STEPS else 2)[-1]
    step = tag if tag in _PAGE else f"{tag}[{element.index}]"
    path = f"{path}/{step}" if path else step
    own = _tokens(tag, element.attributes) if element.attributes else (tag,)
    return depth + 1, path, own + tokens[: CONTEXT_TOKENS - len(own)]


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


def _tokens(tag: str, attributes: Mapping[str, str]) -> tuple[str, ...]:
    """What an element adds to the context."""
    tokens: tuple[str, ...] = (tag,)
    if "class" in attributes:
        tokens += _names(attributes["class"])
    if "id" in attributes:
        tokens += _names(attributes["id"])
    if "role" in attributes:
        tokens += _names(attributes["role"])
    if "itemprop" in attributes:
        tokens += tuple([f"itemprop:{name}"[:_TOKEN_LENGTH] for name in _names(attributes["itemprop"])])
    return tokens[:CONTEXT_TOKENS]


def _names(value: str) -> tuple[str, ...]:
    written = value[:_NAMES_LENGTH].lower()
    names = written.split()
    if len(written) > _TOKEN_LENGTH:
        names = [name[:_TOKEN_LENGTH] for name in names]
    return tuple(names)
