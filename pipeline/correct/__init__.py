"""Blocks -> Edits: detectors propose, the policy and the measured precision decide, nothing is rewritten.

Who only lists the rules imports nothing heavy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.correct.rulebook import stage_rules
from pipeline.lazy import lazy

if TYPE_CHECKING:
    from pipeline.correct.correction import decide, propose
    from pipeline.correct.language import Language, load_language
    from pipeline.correct.making import apply, undo

__all__ = ["Language", "apply", "decide", "load_language", "propose", "stage_rules", "undo"]

__getattr__ = lazy(
    __name__,
    {
        "Language": "language",
        "apply": "making",
        "decide": "correction",
        "load_language": "language",
        "propose": "correction",
        "undo": "making",
    },
)
