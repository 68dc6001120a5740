"""The garbage collector of a worker: what is loaded for good need not be looked through again and again."""

from __future__ import annotations

import gc

_ALLOCATIONS = 50_000
"""A page makes some thousands of objects and leaves few cycles; by default 700 set off a collection."""


def settle_collector() -> None:
    """Call once when all is loaded: it goes out of the collector's sight, which then runs less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS)
