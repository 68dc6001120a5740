"""The garbage collector of a worker: what is loaded for good need not be looked through again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_ALLOCATIONS = 50_000
"""A page makes some thousands of objects and leaves few cycles; by default 700 set off a collection."""


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
    gc.collect()
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS)
