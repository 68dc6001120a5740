"""How the text of an element shows: what elements hand down to those inside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from pipeline.model import BlockKind
from pipeline.read.elements import (
    BLOCKS,
    EFFECTS,
    EMPHASIS,
    HEADINGS,
    KIND_ENDS,
    KINDS,
    NO_EFFECT,
    PREFORMATTED,
    Effect,
)

_HANDED_DOWN = frozenset({"list_item", "quote", "caption"})


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """What the text of an element inherits from the elements around it; one of each kind."""

    is_preformatted: bool
    is_bold: bool
    is_hidden: bool
    kind: BlockKind | None
    level: int | None
    """Level of the heading that the text stands in."""
    inside: _Inside = field(init=False)
    """Of elements that open in it, by tag: what is known of the tag, and the style inside."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "inside", _Inside(self))


class _Inside(dict[str, tuple[Effect, "Style"]]):
    """See `Style.inside`; filled as far as it is asked for, with the known tags, which are few."""

    def __init__(self, outer: Style) -> None:
        super().__init__()
        self._outer = outer

    def __missing__(self, tag: str) -> tuple[Effect, Style]:
        effect = EFFECTS.get(tag)
        if effect is None:
            return NO_EFFECT, self._outer
        found = self[tag] = (effect, _within(self._outer, tag) if effect.is_styled else self._outer)
        return found


def _within(outer: Style, tag: str) -> Style:
    """The style inside an element of a styled tag."""
    is_block = tag in BLOCKS
    kind = _kind(tag, is_block, outer.kind)
    return _style(
        outer.is_preformatted or tag in PREFORMATTED,
        tag in EMPHASIS or (outer.is_bold and not is_block),
        outer.is_hidden or tag == "noscript",
        kind,
        HEADINGS.get(tag) or (outer.level if kind == "heading" else None),
    )


def hidden(style: Style) -> Style:
    """The style of what a reader does not see."""
    return _style(style.is_preformatted, style.is_bold, True, style.kind, style.level)


def heading(style: Style, level: int) -> Style:
    """The style of what is said to be a heading."""
    return _style(style.is_preformatted, style.is_bold, style.is_hidden, "heading", level)


@cache
def _style(
    is_preformatted: bool, is_bold: bool, is_hidden: bool, kind: BlockKind | None, level: int | None
) -> Style:
    return Style(is_preformatted, is_bold, is_hidden, kind, level)


def _kind(tag: str, is_block: bool, outer: BlockKind | None) -> BlockKind | None:
    if tag in KINDS:
        return KINDS[tag]
    inherited = None if tag in KIND_ENDS else outer
    if tag == "p":
        return inherited if inherited in _HANDED_DOWN else "paragraph"
    # A block in a cell is as often layout as table: `lines.join_row` decides when the row is over.
    return None if is_block and inherited == "table_row" else inherited


PLAIN = _style(False, False, False, None, None)
