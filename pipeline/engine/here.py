"""The engines that Daft's threads ask in this process.

They are kept in a module of their own: Daft copies classes together with what stands beside them.
"""

from __future__ import annotations

from typing import Protocol


class Closable(Protocol):
    """What can be ended from another thread than the one it works in."""

    def close(self) -> None:
        """End the work, also in the midst of it."""


_AT_WORK: list[Closable] = []


def enrol(engine: Closable) -> None:
    """An engine begins to work in this process."""
    _AT_WORK.append(engine)


def close_all() -> None:
    """End them all."""
    while _AT_WORK:
        _AT_WORK.pop().close()
