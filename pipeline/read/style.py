"""How the text of an element shows: what elements hand down to those inside them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pipeline.model import BlockKind
from pipeline.read.elements import BLOCKS, EMPHASIS, HEADINGS, KIND_ENDS, KINDS, PREFORMATTED

_HANDED_DOWN = frozenset({"list_item", "quote", "caption"})


class Style(NamedTuple):
    """What the text of an element inherits from the elements around it."""

    is_preformatted: bool = False
    is_bold: bool = False
    is_hidden: bool = False
    kind: BlockKind | None = None
    level: int | None = None
    """Level of the heading that the text stands in."""


@cache
def within(outer: Style, tag: str) -> Style:
    """The style inside an element of a styled tag (a small table: both are of few values)."""
    is_block = tag in BLOCKS
    kind = _kind(tag, is_block, outer.kind)
    return Style(
        is_preformatted=outer.is_preformatted or tag in PREFORMATTED,
        is_bold=tag in EMPHASIS or (outer.is_bold and not is_block),
        is_hidden=outer.is_hidden or tag == "noscript",
        kind=kind,
        level=HEADINGS.get(tag) or (outer.level if kind == "heading" else None),
    )


def _kind(tag: str, is_block: bool, outer: BlockKind | None) -> BlockKind | None:
    if tag in KINDS:
        return KINDS[tag]
    inherited = None if tag in KIND_ENDS else outer
    if tag == "p":
        return inherited if inherited in _HANDED_DOWN else "paragraph"
    # A block in a cell is as often layout as table: `lines.join_row` decides when the row is over.
    return None if is_block and inherited == "table_row" else inherited


PLAIN = Style()
