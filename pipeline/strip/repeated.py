"""Lines that repeat across the pages of a source: a site's frame, seen from the corpus."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby

from pipeline.model import line_keys
from pipeline.strip.outline import Outline

_PASSAGE = 12
"""Most lines of a passage that pages share."""
_SENTENCE_WORDS = 5


def repeated_blocks(page: Outline, keys: Collection[str]) -> frozenset[int]:
    """Indices of the blocks whose line repeats across the source, parts of the article left out.

    Three kinds of lines repeat and are content: a heading ("Symptoms") above text of the page's own; a list
    item or table row ("fever") between lines of the page's own; and a passage of full sentences there, with
    the lists that it leads into. "Call an ambulance if you have:" stands on many pages of a site because it
    holds for many conditions; a frame stands above or below all that a page has of its own, or is no
    sentence.

    Args:
        page: the blocks of one document.
        keys: `line_key` of each repeated line.
    """
    if not keys:
        return frozenset()
    repeats = [key in keys for key in line_keys(block.text for block in page.blocks)]
    content = {index for run in _inner_runs(repeats) if _is_passage(page, run) for index in run}
    frame = {index for index, is_repeat in enumerate(repeats) if is_repeat and index not in content}
    return frozenset(frame - _heading_content(page, frame))


def _inner_runs(repeats: list[bool]) -> Iterator[range]:
    """Runs of repeated lines between two lines of the page's own."""
    start = 0
    for is_repeat, group in groupby(repeats):
        end = start + len(list(group))
        if is_repeat and start and end < len(repeats):
            yield range(start, end)
        start = end


def _is_passage(page: Outline, run: range) -> bool:
    lines = [index for index in run if not page.is_heading[index]]
    if not lines or len(run) > _PASSAGE:
        return False
    if not all(_is_sentence(page, index) or _is_article_part(page, index) for index in lines):
        return False
    return len(lines) == 1 or _is_sentence(page, lines[0])


def _is_article_part(page: Outline, index: int) -> bool:
    return page.blocks[index].kind in ("list_item", "table_row")


def _is_sentence(page: Outline, index: int) -> bool:
    line = page.lines[index]
    ends = line.is_sentence or line.text.endswith(":")
    return ends and line.words >= _SENTENCE_WORDS and line.stop_words > 0


def _heading_content(page: Outline, frame: Collection[int]) -> set[int]:
    """The headings below which, past other headings, something else than frame stands."""
    found, is_content = set(), False
    for index in reversed(range(len(page.blocks))):
        if not page.is_heading[index]:
            is_content = index not in frame
        elif is_content:
            found.add(index)
    return found
