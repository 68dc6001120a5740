"""How sure a share is that was counted on a sample."""

from __future__ import annotations

from math import sqrt

_Z = 1.96
"""Of the 95 % interval."""


def wilson(right: int, judged: int) -> tuple[float, float]:
    """The ends of the 95 % score interval of a share (Wilson 1927); 0 and 1 where nothing was judged.

    Args:
        right: how many of them hold.
        judged: how many were looked at.
    """
    if not judged:
        return 0.0, 1.0
    share, squared = right / judged, _Z * _Z
    middle = share + squared / (2 * judged)
    spread = _Z * sqrt(share * (1 - share) / judged + squared / (4 * judged * judged))
    scale = 1 + squared / judged
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)
