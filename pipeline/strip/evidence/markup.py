"""What the HTML says about each line: its links, and the names of the elements around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.model import Block
from pipeline.strip.evidence.container import Containers, Numbers
from pipeline.strip.evidence.lexicon import Lexicon
from pipeline.strip.evidence.names import NOTED, ODDS
from pipeline.strip.evidence.table import Column

_FAR = 64
"""No element further up is looked at."""
_EXTREMES = 2 * len(ODDS)
_OF_ODDS = ("sum", "mean", "low", "high", "near")
_COLUMNS = (
    "depth",
    *(f"{odds}_{of_odds}" for of_odds in _OF_ODDS for odds in ODDS),
    *(f"in_{name}" for name in NOTED),
)


class _Own(NamedTuple):
    """What is said of each element by its own tag and names, or by those of all around it too."""

    sums: NDArray[np.float64]
    """As `ElementNames` gives them."""
    highs: NDArray[np.float64]


def markup_columns(blocks: Sequence[Block], around: Containers, lexicon: Lexicon) -> dict[str, Column]:
    """Links, elements and names around each line of an HTML page; zeros for a line without markup.

    Args:
        blocks: the lines.
        around: the elements around them.
        lexicon: what training learnt about names.

    Returns:
        Of the log-odds of the tags and names around a line: sum, mean, lowest and highest (0 counts with
        them), and the sum over the line's own element and the two around it. Whether the line is in an
        element of a tag, or of its name (`in_`).
    """
    linked = np.array([block.markup.link_characters if block.markup else 0 for block in blocks])
    lengths = np.array([len(block.text) for block in blocks])
    columns = {"link_share": np.minimum(linked / np.maximum(lengths, 1), 1)}
    return columns | dict(zip(_COLUMNS, _of_elements(around, lexicon).take(around.own, axis=1), strict=True))


def _of_elements(around: Containers, lexicon: Lexicon) -> NDArray[np.float32]:
    """Shape (columns, elements)."""
    own = _Own(*lexicon.names.of(around.elements))
    every = _with_those_around(own, around.ups, int(around.depths.max()))
    odds, up = own.sums[:, :2], around.ups
    totals, counts = every.sums[:, :2], every.sums[:, 2:]
    columns = (
        np.minimum(around.depths, _FAR)[:, None],
        totals,
        totals / np.maximum(counts, 1),
        -every.highs[:, 2:_EXTREMES],
        every.highs[:, :2],
        odds + (odds + odds[up])[up],
        every.highs[:, _EXTREMES:],
    )
    return np.ascontiguousarray(np.concatenate(columns, axis=1, dtype=np.float32).T)


def _with_those_around(own: _Own, ups: Numbers, depth: int) -> _Own:
    """Each element with all around it, by pointer doubling: each round looks twice as far up."""
    sums, highs = own
    reach = 1
    while reach <= min(depth, _FAR - 1):
        sums = sums + sums.take(ups, axis=0)
        highs = np.maximum(highs, highs.take(ups, axis=0))
        ups = ups.take(ups)
        reach *= 2
    return _Own(sums, highs)
