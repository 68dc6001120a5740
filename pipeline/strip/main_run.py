"""The main run of a page: the stretch of blocks in which its prose stands densest.

Maximum subsequence segmentation after Pasternack and Roth, "Extracting article text from the web with
maximum subsequence segmentation" (WWW 2009): body text counts for, other lines count against, and the
stretch with the largest sum is the main run. One pass.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pipeline.strip.outline import Outline

_OTHER_LINE = -3
_CLAIMED_LINE = -2
_CLAIMED_WORDS = 10


def main_run(page: Outline, claimed: Collection[int]) -> tuple[int, int]:
    """Half-open range of block indices; `(0, 0)` where the page has no body text.

    Args:
        page: the blocks and their readings.
        claimed: indices of the blocks that the rules claim.
    """
    return _largest_sum(_value(page, index, index in claimed) for index in range(len(page.lines)))


def _value(page: Outline, index: int, is_claimed: bool) -> int:
    words = page.lines[index].words
    if is_claimed:
        return _CLAIMED_LINE - min(words, _CLAIMED_WORDS)
    return words if page.is_body[index] else _OTHER_LINE


def _largest_sum(values: Iterable[int]) -> tuple[int, int]:
    best, best_range, total, start = 0, (0, 0), 0, 0
    for index, value in enumerate(values):
        if total <= 0:
            total, start = 0, index
        total += value
        if total > best:
            best, best_range = total, (start, index + 1)
    return best_range
