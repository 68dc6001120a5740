"""Whole pages as JSON lines, for search indexes and retrieval: a line a page, with all that is said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import polars as pl
from polars import col

from pipeline.errors import ArgumentError
from pipeline.publish.read import read_table
from schemas import TABLES
from schemas.tables import CONCEPT_TABLES

Row = dict[str, Any]
_PAGE = ("document_id", "source_id", "path", "url", "title", "language", "duplicate_of", "topic_concept_id")
_SOURCE = ("publisher", "licence", "accessed")
_MENTION = (
    "clean_start", "clean_end", "surface", "label", "concept_id", "match", "score", "is_negated",
    "is_uncertain", "is_hypothetical", "experiencer", "section_type",
)  # fmt: skip
_RELATION = (
    "relation", "subject_concept_id", "subject_name", "object_concept_id", "object_name", "score",
    "is_negated", "evidence",
)  # fmt: skip


def page_lines(clean: Path) -> Iterator[bytes]:
    """The pages of a build, a JSON line each, in the order of `documents`.

    A page has the columns of its document, `publisher`, `licence` and `accessed` of its source, `text` (the
    clean text), `sections` (heading, section_type and text of its kept blocks, in reading order), `mentions`
    with offsets into `text` and the concept's `preferred_name`, and `relations`.

    Raises:
        ArgumentError: the folder holds no build, or not a whole one.
    """
    tables = {name: read_table(table, clean) for name, table in TABLES.items()}
    if tables["documents"].join(tables["sources"], on="source_id", how="anti").height:
        raise ArgumentError("The tables do not belong together.", where=str(clean),
                            remedy="Ask `winnow check` what is wrong with them.")  # fmt: skip
    sources = {row["source_id"]: row for row in tables["sources"].to_dicts()}
    sections = _by_document(_sections(tables["blocks"]))
    mentions = _by_document(_mentions(tables))
    relations = _by_document(tables["relations"].select("document_id", *_RELATION).iter_rows(named=True))
    for row in tables["documents"].iter_rows(named=True):
        page = {name: row[name] for name in _PAGE} | {
            name: sources[row["source_id"]][name] for name in _SOURCE
        }
        page |= {"text": row["clean_text"] or ""}
        for name, parts in (("sections", sections), ("mentions", mentions), ("relations", relations)):
            page[name] = parts.get(row["document_id"], [])
        yield msgspec.json.encode(page) + b"\n"


def _by_document(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    grouped = defaultdict(list)
    for row in rows:
        grouped[row.pop("document_id")].append(row)
    return grouped


def _sections(blocks: pl.DataFrame) -> Iterator[Row]:
    """Runs of kept blocks under the same heading; a heading starts the section that it heads."""
    kept = blocks.filter("is_kept").with_columns(
        head=pl.when(col("kind").is_in(["heading", "title"]))
        .then(col("clean_text"))
        .otherwise(col("heading"))
    )
    runs = kept.with_columns(run=pl.struct("document_id", "head", "section_type").rle_id())
    joined = runs.group_by("run", maintain_order=True).agg(
        col("document_id", "head", "section_type").first(),
        text=col("clean_text").fill_null("").str.join("\n"),
    )
    return joined.select("document_id", "section_type", "text", heading="head").iter_rows(named=True)


def _mentions(tables: Mapping[str, pl.DataFrame]) -> Iterator[Row]:
    names = pl.concat(
        tables[table].select("concept_id", "preferred_name", label=pl.lit(label))
        for label, table in CONCEPT_TABLES.items()
    )
    mentions = tables["mentions"].join(names, on=["concept_id", "label"], how="left", maintain_order="left")
    ordered = mentions.sort("document_id", "clean_start")
    return ordered.select("document_id", *_MENTION, "preferred_name").iter_rows(named=True)
