"""Bytes to `Document`: finds the raw files and reads one of them.

Start at `folder.py` (what lies under raw/), `document.py` (one page to one document) and `containers/`
(files that hold many pages). The parsers are only imported when a page is read, so that a run with nothing
to do stays fast.
"""

from pipeline.read.containers import KeptListings
from pipeline.read.document import read_document
from pipeline.read.folder import Inventory, SkippedRecords, inventory

__all__ = ["Inventory", "KeptListings", "SkippedRecords", "inventory", "read_document"]
