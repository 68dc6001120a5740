"""Readers' comments in HTML: parts of the page that the names in its markup call comments."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from msgspec import structs

from pipeline.model import Element
from pipeline.strip.outline import Outline

_COMMENT = re.compile(
    r"(?:.{1,60}[-_])?(?:comments?|commentlist|commentform|disqus|livefyre|respond)(?:[-_].{1,60})?"
)
_STEMS = ("comment", "disqus", "livefyre", "respond")
"""One of them stands in every such name."""
_NO_CONTAINER = re.compile(
    r"(?:^|[-_])(?:no|has|open|closed|enabled|disabled|count|counter|number|links?|icon|bubble"
    r"|allow|hide|show|with|template)(?:[-_]|$)"
)
"""Names of an article that has or may have comments, and of counts of and links to them."""
_PAGE = frozenset({"html", "body"})
_ARTICLE_WORDS = 40
"""Least body text above the comments: they stand below something."""


def comment_blocks(page: Outline) -> frozenset[int]:
    """Indices of the blocks that stand in a comment or in the form for one; none for plain text."""
    names = _comment_names(page.names)
    if not names:
        return frozenset()
    # The names of `<body>` and of what is around it speak of the whole page.
    elements = [structs.replace(its, names=()) if its.tag in _PAGE else its for its in page.elements]
    inside = inside_called(elements, names)
    found = list(by_block(page, inside))
    is_below_article = bool(found) and page.prose_before[found[0]] >= _ARTICLE_WORDS
    return frozenset(found) if is_below_article else frozenset()


def inside_called(elements: Iterable[Element], names: frozenset[str]) -> Mapping[int, int]:
    """For each element that has one of the names or stands in one that does, the outermost such element.

    Args:
        elements: an element after the one around it.
        names: tags are names too.

    Returns:
        Rows by row.
    """
    inside: dict[int, int] = {}
    for row, element in enumerate(elements):
        outermost = inside.get(element.parent)
        if outermost is not None:
            inside[row] = outermost
        elif element.tag in names or not names.isdisjoint(element.names):
            inside[row] = row
    return inside


def by_block(page: Outline, inside: Mapping[int, int]) -> Mapping[int, int]:
    """The same for each block that stands in one of the elements, by index of the block."""
    return {
        index: inside[block.markup.element]
        for index, block in enumerate(page.blocks)
        if block.markup and block.markup.element in inside
    }


def _comment_names(names: Collection[str]) -> frozenset[str]:
    """Those of the names that call something comments."""
    together = "\n".join(names)
    likely = [name for stem in _STEMS if stem in together for name in names if stem in name]
    return frozenset(name for name in likely if _COMMENT.fullmatch(name) and not _NO_CONTAINER.search(name))
