"""Extract: clean text -> mentions with concepts, topic, and the relations between them.

Who only lists the rules imports nothing heavy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.listed import stage_rules
from pipeline.lazy import lazy

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

__getattr__ = lazy(
    __name__,
    {
        "Recogniser": "recogniser",
        "extract": "mentions",
        "extract_all": "mentions",
        "heed_mentions": "heeded",
        "load_recogniser": "recogniser",
        "relate": "relations",
    },
)
