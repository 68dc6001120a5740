"""Which files hold many pages, told by their names."""

from __future__ import annotations

CONTAINERS = (".warc", ".warc.gz", ".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet")
"""Suffixes of containers, in lower case."""


def is_container(name: str) -> bool:
    """Whether a file of this name holds many pages."""
    return name.lower().endswith(CONTAINERS)


def suffix_of(name: str) -> str:
    """The suffix that says of which format a container is, in lower case."""
    return next(suffix for suffix in CONTAINERS if name.lower().endswith(suffix))
