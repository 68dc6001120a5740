"""Lines that repeat across the pages of a source: a site's frame, seen from the corpus."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.model import Rule, line_key
from pipeline.strip.outline import Outline

REPEATED_LINE = Rule(
    rule_id="strip.repeated-line",
    stage="strip",
    description="A line that repeats across the pages of its source",
    action="drop",
)

_ARTICLE_PARTS = ("list_item", "table_row")


def repeated_blocks(page: Outline, keys: Collection[str]) -> frozenset[int]:
    """Indices of the blocks whose line repeats across the source, parts of the article left out.

    Two kinds of lines repeat and are content: a heading ("Symptoms") above text of the page's own, and a
    list item or table row ("fever") between lines of the page's own.

    Args:
        page: the blocks of one document.
        keys: `line_key` of each repeated line.
    """
    if not keys:
        return frozenset()
    repeats = [line_key(block.text) in keys for block in page.blocks]
    return frozenset(
        index
        for index, is_repeat in enumerate(repeats)
        if is_repeat and not _is_content(page, repeats, index)
    )


def _is_content(page: Outline, repeats: list[bool], index: int) -> bool:
    below = index + 1
    if page.is_heading(index):
        while below < len(repeats) and page.is_heading(below):
            below += 1
        return below < len(repeats) and not repeats[below]
    if page.blocks[index].kind not in _ARTICLE_PARTS:
        return False
    return 0 < index < len(repeats) - 1 and not repeats[index - 1] and not repeats[below]
