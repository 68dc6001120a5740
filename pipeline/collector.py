"""Memory that is loaded for good, and memory that is done with."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_ALLOCATIONS = 50_000
"""A page makes some thousands of objects and leaves few cycles; by default 700 set off a collection."""


def collect_seldom() -> None:
    """From now on the collector runs less often: imports and pages leave it little to find."""
    gc.set_threshold(_ALLOCATIONS)


def leave_at_once() -> None:
    """Collect nothing when the process ends: to look through all that it loaded takes a tenth of a second."""
    atexit.register(gc.freeze)


@contextmanager
def loading_for_good() -> Iterator[None]:
    """While this lasts nothing is collected; what is there in the end goes out of the collector's sight.

    The collector runs less often from then on.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
    gc.freeze()  # unasked what could be freed: of a million objects it is some hundreds
    collect_seldom()


def give_back() -> None:
    """Give what was freed back to the system, where its library can: else the next stage comes on top."""
    import ctypes  # noqa: PLC0415 - only the process that writes the tables asks for it

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
