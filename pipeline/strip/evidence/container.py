"""How much prose stands in the elements around each line, and where the page's best container is.

The score of a container follows readability: its paragraphs count in full for their parent and for less
for each element further up (Arc90, 2009).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.strip.evidence.lines import Column, Places

_ANCESTORS = 4
_CORE_SHARE = 0.6
_FADE = 0.6
_MOST_LINES = 60
_ROOT = 0


@dataclass(frozen=True, slots=True)
class Containers:
    """The elements around the lines, numbered; the document is `_ROOT`, and an element follows its parent."""

    of_line: Places
    """Number of the element around each line's own."""
    ups: Places
    """Number of the parent of each element; the root is its own."""
    depths: Places

    def groups(self) -> list[Places]:
        """For each ancestor, nearest first, a number for each line; equal numbers stand in one element."""
        groups = [self.of_line]
        for _ in range(_ANCESTORS - 1):
            groups.append(self.ups[groups[-1]])
        return groups


def containers(locators: Sequence[str]) -> Containers:
    """Number the elements around the lines.

    Args:
        locators: path of each line's own element, steps parted by `/`.
    """
    numbers, ups, depths = {"": _ROOT}, [_ROOT], [0]
    of_line = []
    for locator in locators:
        path, missing = locator.rpartition("/")[0], []
        while path not in numbers:
            missing.append(path)
            path = path.rpartition("/")[0]
        number = numbers[path]
        for path in reversed(missing):
            ups.append(number)
            depths.append(depths[number] + 1)
            number = numbers[path] = len(ups) - 1
        of_line.append(number)
    return Containers(np.array(of_line), np.array(ups), np.array(depths))


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
    of_line = {name: column[around.of_line] for name, column in columns.items()}
    for height, group in enumerate(around.groups(), 1):
        of_line[f"parent{height if height > 1 else ''}_share"] = share[group]
    return {name: column.astype(np.float32) for name, column in of_line.items()}


def _share(around: Containers, own: NDArray[np.float64]) -> NDArray[np.float64]:
    """Prose in each element, that of the elements in it included."""
    share, ups = own.tolist(), around.ups.tolist()
    for number in range(len(ups) - 1, _ROOT, -1):  # children before their parents
        share[ups[number]] += share[number]
    return np.array(share)


def _score(around: Containers, own: NDArray[np.float64]) -> NDArray[np.float64]:
    score, at, part = np.zeros(len(own)), np.arange(len(own)), own
    for _ in range(_ANCESTORS):
        score += np.bincount(at, part, len(own))
        at, part = around.ups[at], part * _FADE
    score[_ROOT] = 0
    return score


def _common(around: Containers, goal: int) -> tuple[NDArray[np.float64], float]:
    """How many first steps the path of each element shares with that of another, and how many steps that has.

    Where the other is the document itself, all paths share one step.
    """
    if goal == _ROOT:
        return np.ones(len(around.ups)), 1.0
    way, number = {_ROOT}, goal
    while number != _ROOT:
        way.add(number)
        number = int(around.ups[number])
    shared = [0]
    for number, (up, depth) in enumerate(zip(around.ups.tolist(), around.depths.tolist(), strict=True)):
        if number != _ROOT:
            shared.append(depth if number in way else shared[up])
    return np.array(shared, np.float64), float(around.depths[goal])
