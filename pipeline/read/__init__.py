"""Bytes to `Document`: finds the raw files and reads one of them.

Start at `folder.py` (what lies under raw/), `document.py` (one page to one document) and `containers/`
(files that hold many pages). Each is only imported when it is asked for, the parsers and what opens
containers only when there is a page or a container to read: a run with nothing to do stays fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.lazy import lazy

if TYPE_CHECKING:
    from pipeline.read.containers.kept import KeptListings
    from pipeline.read.document import read_document
    from pipeline.read.folder import Inventory, SkippedRecords, inventory

__all__ = ["Inventory", "KeptListings", "SkippedRecords", "inventory", "read_document"]

__getattr__ = lazy(
    __name__,
    {
        "Inventory": "folder",
        "KeptListings": "containers.kept",
        "SkippedRecords": "folder",
        "inventory": "folder",
        "read_document": "document",
    },
)
