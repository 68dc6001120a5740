"""An element that is open while the page is flattened: what its text inherits from it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.model import BlockKind
from pipeline.read.elements import BLOCKS, EMPHASIS, HEADINGS, KIND_ENDS, KINDS, PREFORMATTED

CONTEXT_TOKENS = 60
_TOKEN_LENGTH = 40
_NAMES_LENGTH = 600
_LOCATOR_STEPS = 40
_HIDING_STYLE = re.compile(r"(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)", re.IGNORECASE)
_HANDED_DOWN = frozenset({"list_item", "quote", "caption"})


class Element:
    """One open element. Its ancestors hang on `parent`, so that deep nesting costs no recursion."""

    __slots__ = (
        "attributes", "block", "cell", "children", "index", "is_bold", "is_hidden", "is_preformatted",
        "kind", "level", "link", "parent", "row", "tag", "tokens",
    )  # fmt: skip

    def __init__(self, tag: str, attributes: Mapping[str, str], parent: Element | None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: dict[str, int] | None = None
        self.tokens: tuple[str, ...] | None = None
        self.index = 1 if parent is None else parent.count(tag)
        is_block = tag in BLOCKS
        self.block: Element = self if is_block or parent is None else parent.block
        self.is_preformatted: bool = tag in PREFORMATTED or (parent is not None and parent.is_preformatted)
        self.is_bold: bool = tag in EMPHASIS or (parent is not None and parent.is_bold and not is_block)
        self.is_hidden: bool = (parent is not None and parent.is_hidden) or (_hides(tag, attributes))
        self.link: Element | None = self if tag == "a" and attributes else parent.link if parent else None
        self.row: Element | None = self if tag == "tr" else parent.row if parent else None
        self.cell: Element | None = self if tag in {"td", "th"} else parent.cell if parent else None
        self.kind: BlockKind | None = _kind(tag, is_block, parent)
        self.level: int | None = HEADINGS.get(tag) or (
            parent.level if parent and self.kind == "heading" else None
        )
        if attributes and attributes.get("role") == "heading":
            level = attributes.get("aria-level", "2")
            self.kind, self.level = "heading", int(level) if level in {"1", "2", "3", "4", "5", "6"} else 2

    def count(self, tag: str) -> int:
        """The 1-based place of a new child among the children with its tag."""
        if self.children is None:
            self.children = {tag: 1}
            return 1
        place = self.children[tag] = self.children.get(tag, 0) + 1
        return place

    def locator(self) -> str:
        """Path from the root, e.g. `html/body/div[2]/p[1]`; `...` stands for steps beyond the nearest."""
        steps: list[str] = []
        element: Element | None = self
        while element is not None:
            if len(steps) == _LOCATOR_STEPS:
                steps.append("...")
                break
            tag = element.tag[:_TOKEN_LENGTH]
            steps.append(tag if tag in {"html", "body"} else f"{tag}[{element.index}]")
            element = element.parent
        return "/".join(reversed(steps))

    def context(self) -> tuple[str, ...]:
        """Lower-cased tag, class, id and role tokens of the element and its ancestors, nearest first."""
        tokens: list[str] = []
        element: Element | None = self
        while element is not None and len(tokens) < CONTEXT_TOKENS:
            if element.tokens is None:
                element.tokens = _tokens(element.tag, element.attributes)
            tokens += element.tokens
            element = element.parent
        return tuple(tokens[:CONTEXT_TOKENS])


def _kind(tag: str, is_block: bool, parent: Element | None) -> BlockKind | None:
    if tag in KINDS:
        return KINDS[tag]
    inherited = None if parent is None or tag in KIND_ENDS else parent.kind
    if tag == "p":
        return inherited if inherited in _HANDED_DOWN else "paragraph"
    # A block in a cell is as often layout as table: `lines.join_row` decides when the row is over.
    return None if is_block and inherited == "table_row" else inherited


def _hides(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether a reader does not see the element. The page as a whole is hidden only until its scripts ran."""
    if tag == "noscript":
        return True
    if not attributes or tag in {"html", "body"}:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden", "").strip().lower() == "true":
        return True
    if tag == "dialog" and "open" not in attributes:
        return True
    style = attributes.get("style")
    return style is not None and _HIDING_STYLE.search(style) is not None


def _tokens(tag: str, attributes: Mapping[str, str]) -> tuple[str, ...]:
    if not attributes:
        return (tag[:_TOKEN_LENGTH],)
    names = " ".join(attributes.get(name, "")[:_NAMES_LENGTH] for name in ("class", "id", "role"))
    return (tag[:_TOKEN_LENGTH], *(token[:_TOKEN_LENGTH] for token in names.lower().split()))
