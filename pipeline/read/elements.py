"""What the flattening does at which HTML element (after the rendering section of the HTML standard)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from pipeline.model import BlockKind

Role = Literal["link", "dialog", "row", "cell"]

OMITTED = frozenset({
    "script", "style", "template", "svg", "math", "iframe", "object", "embed", "applet",
    "canvas", "audio", "video", "map", "select", "datalist", "textarea", "input", "frameset",
    "noframes", "noembed",
})  # fmt: skip
"""Elements whose content is no text of the page, or none that a reader reads in it."""

BLOCKS = frozenset({
    "html", "body", "address", "article", "aside", "blockquote", "button", "caption", "center",
    "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "label",
    "legend", "li", "listing", "main", "menu", "nav", "ol", "optgroup", "option", "p", "plaintext",
    "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul", "xmp",
})  # fmt: skip
"""Elements that end the line before and after them."""

PREFORMATTED = frozenset({"pre", "listing", "plaintext", "xmp"})

HEADINGS: Mapping[str, int] = {f"h{level}": level for level in range(1, 7)}

KINDS: Mapping[str, BlockKind] = {
    **dict.fromkeys(HEADINGS, "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "list_item"),
    **dict.fromkeys(("td", "th"), "table_row"),
    **dict.fromkeys(("figcaption", "caption", "legend"), "caption"),
    "blockquote": "quote",
    **dict.fromkeys(PREFORMATTED, "other"),
}
"""Kind of the lines in an element; other elements take that of their parent."""

KIND_ENDS = frozenset({
    "article", "aside", "body", "details", "dialog", "figure", "footer", "form", "header", "main",
    "nav", "section", "table",
})  # fmt: skip
"""Elements that start afresh: their lines do not take the kind of what stands around them."""

EMPHASIS = frozenset({"b", "strong"})

ROLES: Mapping[str, Role] = {"a": "link", "dialog": "dialog", "tr": "row", "td": "cell", "th": "cell"}

_VOID = frozenset({"br", "img", "link", "meta", "wbr"})
NOTED = frozenset({"html", "link", "meta"})
"""Elements that say something about the page: see `Head.note`."""


class Effect(msgspec.Struct, frozen=True):
    """All that is known of a tag, so that one look finds it."""

    is_block: bool
    is_styled: bool
    """Its text shows in another way than that around it: see `Style.inside`."""
    is_textless: bool
    is_apart: bool
    """Something is to be done where it opens or closes, beside the opening of the element and its line."""
    role: Role | None


def _effect(tag: str) -> Effect:
    is_textless = tag in OMITTED or tag in _VOID
    return Effect(
        is_block=tag in BLOCKS,
        is_styled=tag in _STYLED,
        is_textless=is_textless,
        is_apart=is_textless or tag in NOTED or tag == "title",
        role=ROLES.get(tag),
    )


_STYLED = BLOCKS | EMPHASIS | PREFORMATTED | KINDS.keys() | KIND_ENDS | {"noscript"}
_PLAIN = frozenset({
    "em", "font", "head", "i", "picture", "small", "source", "span", "sub", "sup", "time", "u",
})  # fmt: skip
"""The commonest of those that hand down what they got: listed, one look finds them too."""
EFFECTS: Mapping[str, Effect] = {
    tag: _effect(tag) for tag in sorted(_STYLED | OMITTED | _VOID | NOTED | ROLES.keys() | _PLAIN | {"title"})
}
"""By tag; others have none."""
NO_EFFECT = _effect("")
