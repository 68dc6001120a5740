"""Files that hold many pages: WARC and JSON lines, plain or compressed.

`listing.py` finds in one pass where each page lies (`warc.py` and `jsonl.py` cut the bytes into records and
lines, `records.py` says what a record is), `members.py` names the pages, `kept.py` keeps the listing for the
next run. Import from these, and what decompresses and parses only where a container is opened.
"""
