"""Extract: clean text -> mentions with concepts, topic, and the relations between them.

Who only lists the rules imports nothing heavy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from pipeline.extract.listed import stage_rules

if TYPE_CHECKING:
    from pipeline.extract.heeded import heed_mentions
    from pipeline.extract.mentions import extract, extract_all
    from pipeline.extract.recogniser import Recogniser, load_recogniser
    from pipeline.extract.relations import relate

__all__ = [
    "Recogniser",
    "extract",
    "extract_all",
    "heed_mentions",
    "load_recogniser",
    "relate",
    "stage_rules",
]

_HEAVY = {
    "Recogniser": "recogniser",
    "extract": "mentions",
    "extract_all": "mentions",
    "heed_mentions": "heeded",
    "load_recogniser": "recogniser",
    "relate": "relations",
}
"""Module of each public name whose import takes long."""


def __getattr__(name: str) -> object:
    if name not in _HEAVY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HEAVY[name]}"), name)
