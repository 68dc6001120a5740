"""Document to marked blocks: what stands on a page, and what of it is main content.

Start at `segment.py` (lines to blocks), `marking.py` (the order of judgement) and `rules.toml` (the
rules). A rule is added there alone; `mechanisms.py` says what kinds of rules there are.
"""

from pipeline.strip.boilerplate import Boilerplate, load_boilerplate, stage_rules
from pipeline.strip.heeded import heed_blocks
from pipeline.strip.marking import strip
from pipeline.strip.segment import segment

__all__ = ["Boilerplate", "heed_blocks", "load_boilerplate", "segment", "stage_rules", "strip"]
