"""How much prose stands in the elements around each line, and where the page's best container is.

The score of a container follows readability: its paragraphs count in full for their parent and for less
for each element further up (Arc90, 2009).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.model import NO_PARENT, Block, Element
from pipeline.strip.evidence.table import Column

ANCESTORS = 4
_CORE_SHARE = 0.6
_FADE = 0.6
_MOST_LINES = 60
_ROOT = 0

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Containers:
    """The elements around some lines, numbered in the order in which they open; the document is `_ROOT`.

    An element comes after the one around it, and all that stands in it follows it.
    """

    elements: Sequence[Element]
    """Those of the numbers from 1 on."""
    own: Numbers
    """Number of each line's own element."""
    of_line: Numbers
    """Number of the element around that."""
    ups: Numbers
    """Number of the parent of each element; the root is its own."""
    depths: Numbers
    sizes: Numbers
    """How many elements each one is, with all in it."""

    def groups(self) -> list[Numbers]:
        """For each ancestor, nearest first, a number for each line; equal numbers stand in one element."""
        groups = [self.of_line]
        for _ in range(ANCESTORS - 1):
            groups.append(self.ups[groups[-1]])
        return groups


def containers(elements: Sequence[Element], blocks: Sequence[Block]) -> Containers:
    """Number the elements around some lines.

    Args:
        elements: of the whole page, see `Document.elements`.
        blocks: the lines, in order; those without markup stand in no element.
    """
    rows = [block.markup.element if block.markup else NO_PARENT for block in blocks]
    inside = [row for row in rows if row != NO_PARENT]
    first, last = min(inside, default=0), max(inside, default=NO_PARENT)
    above = _rows_above(elements, first) if inside else []
    elements = (*[elements[row] for row in above], *elements[first : last + 1])
    parents = np.fromiter([NO_PARENT, *[element.parent for element in elements]], np.int64)
    kept = np.concatenate(([NO_PARENT, *above], np.arange(first, last + 1)))  # ascending, places are numbers
    ups = np.searchsorted(kept, parents)
    own = np.searchsorted(kept, rows)
    return Containers(elements, own, ups[own], ups, *_depths_and_sizes(ups.tolist()))


def _rows_above(elements: Sequence[Element], row: int) -> list[int]:
    """The rows of the elements around one, the outermost first."""
    above = []
    up = elements[row].parent
    while up != NO_PARENT:
        above.append(up)
        up = elements[up].parent
    return above[::-1]


def _depths_and_sizes(ups: list[int]) -> tuple[Numbers, Numbers]:
    depths, sizes = [0], [1] * len(ups)
    for up in ups[_ROOT + 1 :]:
        depths.append(depths[up] + 1)
    for number in range(len(ups) - 1, _ROOT, -1):  # children before their parents
        sizes[ups[number]] += sizes[number]
    return np.array(depths), np.array(sizes)


def container_columns(
    around: Containers,
    prose: NDArray[np.float64],
    linked: NDArray[np.float64],
    characters: NDArray[np.float64],
) -> dict[str, Column]:
    """Where each line stands towards the best container, and how full its own are.

    Args:
        around: the elements around the lines.
        prose: weight of each line as running text.
        linked: characters in links of each line.
        characters: of each line.
    """
    count = len(around.ups)
    own = np.bincount(around.of_line, prose, count).astype(np.float64)
    share, score = _share(around, own) / (own.sum() or 1.0), _score(around, own)
    best = int(np.argmax(score))
    core = int(np.argmax(np.where(share >= _CORE_SHARE, around.depths, -1)))
    lines = np.bincount(around.of_line, minlength=count)
    all_ = np.maximum(np.bincount(around.of_line, characters, count), 1)
    best_common, best_depth = _common(around, best)
    core_common, core_depth = _common(around, core)
    columns = {
        "best_common": best_common / best_depth,
        "below_best": around.depths - best_common,
        "above_best": best_depth - best_common,
        "in_core": core_common == core_depth,
        "below_core": around.depths - core_common,
        "above_core": core_depth - core_common,
        "parent_score": score / (score[best] or 1.0),
        "parent_lines": np.minimum(lines, _MOST_LINES),
        "parent_link_share": np.bincount(around.of_line, linked, count) / all_,
        "best_share": np.full(count, share[best]),
    }
    of_line = dict(zip(columns, np.array(list(columns.values())).take(around.of_line, axis=1), strict=True))
    for height, group in enumerate(around.groups(), 1):
        of_line[f"parent{height if height > 1 else ''}_share"] = share[group]
    return of_line


def _share(around: Containers, own: NDArray[np.float64]) -> NDArray[np.float64]:
    """Prose in each element, that of the elements in it included."""
    running = np.concatenate(([0.0], np.cumsum(own)))
    return np.asarray(running.take(np.arange(len(own)) + around.sizes) - running[:-1])


def _score(around: Containers, own: NDArray[np.float64]) -> NDArray[np.float64]:
    score, at, part = np.zeros(len(own)), np.arange(len(own)), own
    for _ in range(ANCESTORS):
        score += np.bincount(at, part, len(own))
        at, part = around.ups[at], part * _FADE
    score[_ROOT] = 0
    return score


def _common(around: Containers, goal: int) -> tuple[NDArray[np.float64], float]:
    """How many first steps the path of each element shares with that of another, and how many steps that has.

    Where the other is the document itself, all paths share one step.
    """
    count = len(around.ups)
    if goal == _ROOT:
        return np.ones(count), 1.0
    way = [goal]
    while way[-1] != _ROOT:
        way.append(int(around.ups[way[-1]]))
    shared = np.zeros(count)
    for number in reversed(way):
        shared[number : number + around.sizes[number]] = around.depths[number]
    return shared, float(around.depths[goal])
