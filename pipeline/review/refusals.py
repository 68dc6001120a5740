"""What the page cannot do for a reviewer, beside what is broken."""

from __future__ import annotations

from pipeline.errors import ArgumentError


class NotThere(ArgumentError):
    """What the address or the request names is not in clean/ (any longer)."""


class CountChanged(ArgumentError):
    """There are no longer as many identical changes as the reviewer was shown.

    Args:
        count: how many there are now.
        shown: how many the reviewer was shown.
    """

    def __init__(self, count: int, shown: int) -> None:
        super().__init__(f"There are {count} identical changes to decide now, not {shown}.",
                         remedy="Look at them again.")  # fmt: skip
        self.count = count
