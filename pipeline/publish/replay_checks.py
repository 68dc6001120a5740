"""Clean text is raw text with the made corrections, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import polars as pl
from polars import col

from pipeline.publish.failure import Failure, row_failures
from pipeline.publish.row_checks import IS_MADE
from pipeline.publish.tables import BLOCK_KEY, Tables

_Edit = tuple[int, int, str]


def replay_failures(tables: Tables) -> Iterator[Failure]:
    """Every block whose made corrections do not give its clean text, and every document likewise."""
    edits = _made_edits(tables)
    kept = tables["blocks"].filter("is_kept").select(*BLOCK_KEY, "start", "text", "clean_text")
    for document, index, start, text, clean in _doubtful(kept, tables["corrections"]).iter_rows():
        if _replayed(text, start, edits.get((document, index), ())) != (clean or ""):
            message = "The clean text is the text with its made corrections."
            yield Failure("blocks", "clean_text", (document, index), "replay", clean, message)
    yield from _document_failures(tables, kept)


def _doubtful(kept: pl.DataFrame, corrections: pl.DataFrame) -> pl.DataFrame:
    """The blocks without those, nearly all, that have their own text and no made correction."""
    made = corrections.filter(IS_MADE).select(BLOCK_KEY).unique().with_columns(is_edited=True)
    marked = kept.drop_nulls(["start", "text"]).join(made, on=BLOCK_KEY, how="left", maintain_order="left")
    is_changed = col("text").ne_missing(col("clean_text"))
    return marked.filter(col("is_edited").fill_null(value=False) | is_changed).drop("is_edited")


def _made_edits(tables: Tables) -> dict[tuple[str, int], list[_Edit]]:
    columns = (*BLOCK_KEY, "start", "end", "after")
    made = tables["corrections"].filter(IS_MADE).select(columns).sort("start", "end")
    edits: dict[tuple[str, int], list[_Edit]] = defaultdict(list)
    for document, index, start, end, after in made.drop_nulls(columns[:-1]).iter_rows():
        edits[document, index].append((start, end, after or ""))
    return edits


def _replayed(text: str, text_start: int, edits: Iterable[_Edit]) -> str:
    pieces, done = [], 0
    for start, end, after in edits:
        pieces += [text[done : start - text_start], after]
        done = end - text_start
    return "".join([*pieces, text[done:]])


def _document_failures(tables: Tables, kept: pl.DataFrame) -> Iterator[Failure]:
    joined = kept.group_by("document_id", maintain_order=True).agg(
        joined=col("clean_text").fill_null("").str.join("\n")
    )
    documents = tables["documents"].join(joined, on="document_id", how="left", maintain_order="left")
    yield from row_failures(
        "documents",
        documents.filter(col("clean_text").fill_null("") != col("joined").fill_null("")),
        column="clean_text",
        rule="replay",
        message="The clean text is that of the kept blocks, one a line.",
    )
