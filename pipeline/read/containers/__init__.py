"""Files that hold many pages: WARC and JSON lines, plain or compressed, and Parquet.

`listing.py` finds in one pass where each page lies (`warc.py` and `jsonl.py` cut the bytes into records and
lines, `records.py` says what a record is; `parquet.py` has the rows of a Parquet file sent by a process that
runs `rows.py`), `members.py` names the pages, `kept.py` keeps the listing for the next run. Import from
these, and what decompresses and parses only where a container is opened.
"""
