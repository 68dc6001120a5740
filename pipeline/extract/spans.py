"""A found span, before it becomes a mention."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.linking import Link


@dataclass(frozen=True, slots=True)
class Found:
    """Half-open offsets in the clean text of a block, and the concept that is named there."""

    start: int
    end: int
    link: Link
