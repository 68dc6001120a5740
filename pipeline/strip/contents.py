"""Tables of contents: a run of short lines that are the page's own later headings."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from pipeline.strip.outline import Outline

_MIN_ENTRIES = 3
_OPENING = re.compile(
    r"(table of )?contents|(on|in) this (page|article|guide|section|leaflet|post|issue)"
    r"|(read on to find out|jump to|skip to|this (page|article|leaflet) (covers|contains|tells you about)"
    r"|what's (in|on) this (page|article)|page contents|topics? covered)\b.{0,30}|quick links",
    re.IGNORECASE,
)


def contents_blocks(page: Outline) -> frozenset[int]:
    """Indices of the blocks that form a table of contents, with the line that opens it.

    An entry is a short line that stands again further down as a line of its own with text under it.
    Single lines among the entries may be none (a heading may be worded otherwise than its entry).
    """
    last = _last_places(page)
    if len(last) < _MIN_ENTRIES:
        return frozenset()
    claimed: set[int] = set()
    start = 0
    while start < len(page.lines):
        end = _run_end(page, last, start)
        if end > start:
            claimed.update(range(_opening(page, start), end))
        start = max(end, start + 1)
    return frozenset(claimed)


def _last_places(page: Outline) -> dict[str, int]:
    """The last place with text under it of each short line's wording that stands more than once."""
    wordings = Counter(line.folded for line in page.lines)
    places: dict[str, int] = {}
    for index, (line, below) in enumerate(pairwise(page.lines)):
        is_copy = line.folded and wordings[line.folded] > 1 and page.is_short(index)
        if is_copy and (below.is_sentence or not page.is_short(index + 1)):
            places[line.folded] = index
    return places


def _run_end(page: Outline, last: dict[str, int], start: int) -> int:
    """Index after the run of entries that starts here; `start` itself where none does."""
    entries, misses, end = 0, 0, start
    index = start
    while index < len(page.lines) and page.is_short(index) and misses <= 1:
        place = last.get(page.lines[index].folded, -1)
        if place > index + 1:
            entries, misses, end = entries + 1, 0, index + 1
        elif index == start:
            return start
        else:
            misses += 1
        index += 1
    return end if entries >= _MIN_ENTRIES else start


def _opening(page: Outline, start: int) -> int:
    """The line above that opens the table belongs to it."""
    above = start - 1
    return above if above >= 0 and _OPENING.fullmatch(page.lines[above].text[:80]) else start
