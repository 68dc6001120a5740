"""Bytes to `Document`: finds the raw files and reads one of them.

Start at `folder.py` (what lies under raw/) and `document.py` (one file to one document). The parsers
are only imported when a file is read, so that a run with nothing to do stays fast.
"""

from pipeline.read.document import read_document
from pipeline.read.folder import Inventory, inventory

__all__ = ["Inventory", "inventory", "read_document"]
