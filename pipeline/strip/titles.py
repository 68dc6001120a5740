"""A title said twice: the copy next to the body stays, the others go."""

from __future__ import annotations

from collections import defaultdict

from pipeline.strip.outline import Outline


def repeated_titles(page: Outline) -> frozenset[int]:
    """Indices of the further copies of the page's title.

    A title is what the segmenter marked as one, a first-rank heading, or the page's first line. The copy
    with the least way down to body text stays, of equals the first; a later copy with body text directly
    under it is a section of the article and stays too.
    """
    copies = _copies(page)
    if not copies:
        return frozenset()
    ways = _ways_to_body(page)
    claimed: set[int] = set()
    for places in copies:
        kept = min(places, key=lambda index: ways[index])
        claimed.update(index for index in places if index < kept or (index > kept and ways[index] > 1))
    return frozenset(claimed)


def _copies(page: Outline) -> list[list[int]]:
    """For each title that stands more than once, where it stands."""
    titles = [
        index
        for index, block in enumerate(page.blocks)
        if index == 0 or block.kind == "title" or block.heading_level == 1
    ]
    wordings = {page.lines[index].folded for index in titles}
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(page.lines):
        if line.folded in wordings and line.words >= 2 and page.is_short[index]:
            places[line.folded].append(index)
    return [copies for copies in places.values() if len(copies) > 1 and not set(titles).isdisjoint(copies)]


def _ways_to_body(page: Outline) -> list[int]:
    """For each block, how many blocks further down the next body text stands."""
    nowhere = len(page.lines)
    way, ways = nowhere, [nowhere] * len(page.lines)
    for index in range(len(page.lines) - 1, -1, -1):
        way = 0 if page.is_body[index] else min(way + 1, nowhere)
        ways[index] = way
    return ways
