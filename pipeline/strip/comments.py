"""Readers' comments in HTML: parts of the page that the names in its markup call comments."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import groupby

from pipeline.model import Block
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
_ARTICLE_WORDS = 40
"""Least body text above the comments: they stand below something."""


def comment_blocks(page: Outline) -> frozenset[int]:
    """Indices of the blocks that stand in a comment or in the form for one; none for plain text."""
    names = _comment_names(names_around(page.blocks))
    if not names:
        return frozenset()
    inside = [index for index, block in enumerate(page.blocks) if not names.isdisjoint(names_of(block))]
    is_below_article = bool(inside) and page.prose_before[inside[0]] >= _ARTICLE_WORDS
    return frozenset(inside) if is_below_article else frozenset()


def names_around(blocks: Iterable[Block]) -> frozenset[str]:
    """All tokens that the markup gives to some blocks and their ancestors."""
    contexts = (block.markup.context for block in blocks if block.markup)
    return frozenset[str]().union(*(context for context, _ in groupby(contexts)))


def names_of(block: Block) -> tuple[str, ...]:
    """The tokens of a block and its ancestors below `<body>`, whose own tokens speak of the whole page."""
    context = block.markup.context if block.markup else ()
    return context[: context.index("body")] if "body" in context else context


def _comment_names(names: Collection[str]) -> frozenset[str]:
    """Those of the names that call something comments."""
    together = "\n".join(names)
    likely = [name for stem in _STEMS if stem in together for name in names if stem in name]
    return frozenset(name for name in likely if _COMMENT.fullmatch(name) and not _NO_CONTAINER.search(name))
