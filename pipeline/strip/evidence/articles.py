"""Which of a page's articles a line stands in: some pages go on with others below their own."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.strip.evidence.container import Containers
from pipeline.strip.evidence.table import Column

_MOST = 20
_TITLE_SHARE = 0.7


def article_columns(
    around: Containers, title_share: NDArray[np.float64], title_cover: NDArray[np.float64]
) -> dict[str, Column]:
    """Number of the outermost `<article>` around each line, how many there are, and which has the title.

    Args:
        around: the elements around the lines.
        title_share: share of each line's words that the title has.
        title_cover: share of the title's words that each line has.

    Returns:
        `article_number`, 0 outside; `articles`; and `title_article`: 1 in an article that has a line like the
        title, 0 elsewhere, -1 where none has one.
    """
    numbers, count = _numbers(around)
    of_line = numbers[around.own]
    is_title = (title_share >= _TITLE_SHARE) & (title_cover >= _TITLE_SHARE)
    has_title = np.bincount(of_line, is_title, count + 1)[1:] > 0
    in_titled = np.concatenate(([False], has_title))[of_line]
    return {
        "article_number": np.minimum(of_line, _MOST),
        "articles": np.full(len(of_line), min(count, _MOST)),
        "title_article": in_titled if has_title.any() else np.full(len(of_line), -1),
    }


def _numbers(around: Containers) -> tuple[NDArray[np.int64], int]:
    """For each element the number of the outermost article that it is or stands in, from 1; and how many."""
    numbers = np.zeros(len(around.ups), np.int64)
    count = end = 0
    for place, element in enumerate(around.elements, 1):
        if element.tag == "article" and place >= end:
            end = place + int(around.sizes[place])
            count += 1
            numbers[place:end] = count
    return numbers, count
