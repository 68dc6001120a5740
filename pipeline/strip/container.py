"""The element of an HTML page that holds most of its prose, found by its path."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.strip.outline import Outline

_MIN_SHARE = 0.75
_MAX_DEPTH = 60


def in_container(page: Outline, prose: Sequence[int]) -> list[bool]:
    """For each block: it lies in the deepest element that holds three quarters of the page's prose.

    True for all blocks of a page without markup.

    Args:
        page: the blocks and their readings.
        prose: words of body text of each block.
    """
    paths = [_path(block.markup.locator) if block.markup else () for block in page.blocks]
    container = _container(paths, prose)
    return [path[: len(container)] == container for path in paths]


def _path(locator: str) -> tuple[str, ...]:
    return tuple(locator.split("/", _MAX_DEPTH)[:_MAX_DEPTH])


def _container(paths: list[tuple[str, ...]], prose: Sequence[int]) -> tuple[str, ...]:
    """Steps down from the root as long as one child holds enough of the prose."""
    needed = _MIN_SHARE * sum(prose)
    inside = [(path, words) for path, words in zip(paths, prose, strict=True) if words]
    container: tuple[str, ...] = ()
    while inside:
        depth = len(container)
        children: Counter[str] = Counter()
        for path, words in inside:
            if len(path) > depth + 1:  # the last step is the block itself
                children[path[depth]] += words
        step, words = max(children.items(), key=lambda child: (child[1], child[0]), default=("", 0))
        if words < needed or not words:
            break
        container = (*container, step)
        inside = [(path, words) for path, words in inside if path[depth : depth + 1] == (step,)]
    return container
