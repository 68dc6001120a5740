"""Document to marked blocks: what stands on a page, and what of it is main content.

Start at `segments.py` (lines to blocks), `marking.py` (the order of judgement) and `rules.toml` (the
rules). A rule is added there alone; `mechanisms.py` says what kinds of rules there are.

Who only lists the rules imports nothing heavy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.lazy import lazy
from pipeline.strip.listed import stage_rules

if TYPE_CHECKING:
    from pipeline.strip.boilerplate import Boilerplate, load_boilerplate
    from pipeline.strip.heeded import heed_blocks
    from pipeline.strip.marking import strip
    from pipeline.strip.segments import segment

__all__ = ["Boilerplate", "heed_blocks", "load_boilerplate", "segment", "stage_rules", "strip"]

__getattr__ = lazy(
    __name__,
    {
        "Boilerplate": "boilerplate",
        "heed_blocks": "heeded",
        "load_boilerplate": "boilerplate",
        "segment": "segments",
        "strip": "marking",
    },
)
