"""Files that hold many pages: WARC and JSON lines, plain or compressed.

`listing.py` finds in one pass where each page lies (`warc.py` and `jsonl.py` cut the bytes into records and
lines, `records.py` says what a record is), `members.py` names the pages, `kept.py` keeps the listing for the
next run.
"""

from pipeline.read.containers.kept import KeptListings
from pipeline.read.containers.listing import CONTAINERS, is_container, list_container, read_page
from pipeline.read.containers.members import raw_files
from pipeline.read.containers.records import Crawl

__all__ = [
    "CONTAINERS",
    "Crawl",
    "KeptListings",
    "is_container",
    "list_container",
    "raw_files",
    "read_page",
]
