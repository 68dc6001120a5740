"""Blocks -> Edits: detectors propose, the policy and the measured precision decide, nothing is rewritten.

Who only lists the rules imports nothing heavy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from pipeline.correct.rulebook import stage_rules

if TYPE_CHECKING:
    from pipeline.correct.correction import decide, propose
    from pipeline.correct.language import Language, load_language
    from pipeline.correct.making import apply, undo

__all__ = ["Language", "apply", "decide", "load_language", "propose", "stage_rules", "undo"]

_HEAVY = {
    "Language": "language",
    "apply": "making",
    "decide": "correction",
    "load_language": "language",
    "propose": "correction",
    "undo": "making",
}
"""Module of each public name whose import takes long."""


def __getattr__(name: str) -> object:
    if name not in _HEAVY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HEAVY[name]}"), name)
