"""Where elements stand in their page: paths as a reviewer reads them."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model import NO_PARENT, Element

_STEPS = 40
_UNNUMBERED = frozenset({"html", "body"})


def locators(elements: Iterable[Element]) -> list[str]:
    """The path of each element from the root, e.g. `html/body/div[2]/p[1]`.

    Of an element further down it has the nearest 40 steps, and `...` for those above them.

    Args:
        elements: an element after the one around it.
    """
    paths: list[str] = []
    depths: list[int] = []
    for element in elements:
        tag, parent = element.tag, element.parent
        step = tag if tag in _UNNUMBERED else f"{tag}[{element.place}]"
        if parent == NO_PARENT:
            paths.append(step)
            depths.append(1)
            continue
        path, depth = paths[parent], depths[parent]
        if depth >= _STEPS:
            path = "..." + _cut(path, 1 if depth == _STEPS else 2)
        paths.append(f"{path}/{step}")
        depths.append(depth + 1)
    return paths


def _cut(path: str, steps: int) -> str:
    """The path without its first steps, from the `/` behind them on."""
    return "/" + path.split("/", steps)[-1]
