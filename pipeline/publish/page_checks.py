"""What must hold among all pages of a build, however many; it needs no more than their keys."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
from polars import col

from pipeline.publish.failure import Failure, row_failures
from pipeline.publish.key_checks import own_key_failures

PAGE_KEYS = ("document_id", "path", "duplicate_of")
"""The columns of `documents` that are asked for."""


def page_failures(documents: pl.DataFrame, quarantine: pl.DataFrame) -> Iterator[Failure]:
    """Every page that is at odds with another, or with the quarantine.

    Args:
        documents: of all pages, the columns `PAGE_KEYS` at least.
        quarantine: the table, whole.
    """
    yield from own_key_failures({"documents": documents})
    copies = documents.filter(col("duplicate_of").is_not_null())["document_id"].implode()
    checks = (
        ("path", "path_once", ~col("path").is_unique(), "A file yields one document."),
        ("duplicate_of", "original_is_none", col("duplicate_of").is_in(copies),
         "The original of a duplicate is no duplicate itself."),
    )  # fmt: skip
    for column, rule, is_broken, message in checks:
        bad = documents.filter(is_broken)
        yield from row_failures("documents", bad, column=column, rule=rule, message=message)
    yield from row_failures(
        "quarantine",
        quarantine.filter(col("path").is_in(documents["path"].implode())),
        column="path",
        rule="yields_no_page",
        message="A file in quarantine is no document.",
    )
