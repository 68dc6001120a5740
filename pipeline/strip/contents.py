"""Tables of contents: a run of short lines that are the page's own later headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

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
    wordings = [line.folded for line in page.lines]
    last = _last_places(page, wordings)
    if len(last) < _MIN_ENTRIES:
        return frozenset()
    claimed: set[int] = set()
    done = 0
    for start in [index for index, wording in enumerate(wordings) if last.get(wording, -1) > index + 1]:
        if start < done:
            continue
        end = _run_end(page, last, start)
        if end > start:
            claimed.update(range(_opening(page, start), end))
            done = end
    return frozenset(claimed)


def _last_places(page: Outline, wordings: Sequence[str]) -> dict[str, int]:
    """The last place with text under it of each short line's wording that stands more than once."""
    counts = Counter(wordings)
    if len(wordings) - len(counts) < _MIN_ENTRIES:
        return {}
    copies = {wording for wording, count in counts.items() if wording and count > 1}
    return {
        wording: index
        for index, wording in enumerate(wordings[:-1])
        if wording in copies and page.is_short[index] and _has_text_below(page, index)
    }


def _has_text_below(page: Outline, index: int) -> bool:
    return page.lines[index + 1].is_sentence or not page.is_short[index + 1]


def _run_end(page: Outline, last: dict[str, int], start: int) -> int:
    """Index after the run of entries that starts with this one; `start` itself where they are too few."""
    entries, misses, end = 0, 0, start
    index = start
    while index < len(page.lines) and page.is_short[index] and misses <= 1:
        place = last.get(page.lines[index].folded, -1)
        if place > index + 1:
            entries, misses, end = entries + 1, 0, index + 1
        else:
            misses += 1
        index += 1
    return end if entries >= _MIN_ENTRIES else start


def _opening(page: Outline, start: int) -> int:
    """The line above that opens the table belongs to it."""
    above = start - 1
    return above if above >= 0 and _OPENING.fullmatch(page.lines[above].text[:80]) else start
