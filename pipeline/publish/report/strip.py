"""What came in, what went out, and why the rest stayed behind."""

from __future__ import annotations

import polars as pl
from polars import col

from pipeline.publish.report.figures import Copy, Drops, Flow, SourceFlow
from pipeline.publish.tables import Tables

_EXAMPLES = 3
_EXAMPLE_LENGTH = 70
_SOURCES = 20
_COPIES = 12


_SLICE = 100_000
"""Blocks whose texts are held at once."""


def block_counts(blocks: pl.LazyFrame) -> tuple[pl.DataFrame, tuple[Drops, ...]]:
    """What the blocks count, by document, and those that were dropped, by reason and rule."""
    n_blocks = blocks.select(pl.len()).collect().item()
    pages, dropped = [], []
    for start in range(0, max(n_blocks, 1), _SLICE):
        counted = _counted(blocks.slice(start, _SLICE)).collect()
        pages.append(_counted_pages(counted))
        dropped.append(_copied(_counted_drops(counted)))
    whole = pl.concat(pages).group_by("document_id").agg(pl.all().sum())
    return whole, _drops(pl.concat(dropped))


def _counted(blocks: pl.LazyFrame) -> pl.LazyFrame:
    """The blocks without their text, with its words counted."""
    return blocks.select(
        "is_kept", "reason", "rule_id",
        document_id=col("document_id").cast(pl.Categorical),
        words=col("text").str.count_matches(r"\S+").cast(pl.Int64),
        kept=col("is_kept").cast(pl.Int64),
        beginning=pl.when(~col("is_kept")).then(col("text").str.slice(0, _EXAMPLE_LENGTH + 1)),
    )  # fmt: skip


def _copied(frame: pl.DataFrame) -> pl.DataFrame:
    """The same in memory of its own: beginnings of texts hold on to the whole texts."""
    return pl.DataFrame(frame.rows(), schema=frame.schema, orient="row")


def _counted_pages(counted: pl.DataFrame) -> pl.DataFrame:
    """The counts of blocks summed up by document."""
    return counted.group_by("document_id").agg(
        col("words").sum(),
        kept_words=(col("words") * col("kept")).sum(),
        blocks=pl.len().cast(pl.Int64),
        kept_blocks=col("kept").sum(),
    )


def flow(tables: Tables, pages: pl.DataFrame) -> Flow:
    """The build as a whole; `pages` as `block_counts` gives them."""
    words, kept_words, blocks, kept_blocks = pages.select(
        col("words", "kept_words", "blocks", "kept_blocks").sum()
    ).row(0)
    documents = tables["documents"]
    return Flow(
        pages=documents.height,
        quarantined=tables["quarantine"].height,
        duplicates=documents["duplicate_of"].count(),
        blocks=blocks,
        kept_blocks=kept_blocks,
        words=words,
        kept_words=kept_words,
    )


def mention_counts(mentions: pl.LazyFrame) -> pl.LazyFrame:
    """How many mentions each document has that has any."""
    return mentions.group_by("document_id").agg(mentions=pl.len().cast(pl.Int64))


def source_flows(tables: Tables, pages: pl.DataFrame, named: pl.DataFrame) -> tuple[SourceFlow, ...]:
    """What came of each source, the largest first.

    Args:
        tables: the build; of it, the sources and documents.
        pages: as `block_counts` gives them.
        named: as `mention_counts` gives them.
    """
    documents = (
        tables["documents"]
        .select("document_id", "source_id")
        .join(pages, on="document_id", how="left")
        .join(named, on="document_id", how="left")
    )
    sums = documents.group_by("source_id").agg(
        pl.len().alias("pages"), col("words", "kept_words", "mentions").fill_null(0).sum()
    )
    joined = tables["sources"].join(sums, on="source_id", how="left").with_columns(
        col("pages", "words", "kept_words", "mentions").fill_null(0)
    )  # fmt: skip
    ranked = joined.sort("words", "source_id", descending=[True, False]).head(_SOURCES)
    columns = "source_id", "title", "publisher", "licence", "pages", "words", "kept_words", "mentions"
    return tuple(SourceFlow(*row) for row in ranked.select(columns).iter_rows())


def _counted_drops(counted: pl.DataFrame) -> pl.DataFrame:
    """Dropped blocks by reason and rule."""
    return counted.filter(~col("is_kept")).group_by("reason", "rule_id", maintain_order=True).agg(
        blocks=pl.len().cast(pl.Int64),
        words=col("words").sum(),
        examples=col("beginning").unique(maintain_order=True).head(_EXAMPLES),
    )  # fmt: skip


def _drops(counted: pl.DataFrame) -> tuple[Drops, ...]:
    """The counts of slices summed up."""
    summed = counted.group_by("reason", "rule_id", maintain_order=True).agg(
        col("blocks", "words").sum(),
        examples=col("examples").explode().unique(maintain_order=True).head(_EXAMPLES),
    )
    ordered = summed.sort("blocks", "reason", "rule_id", descending=[True, False, False])
    return tuple(
        Drops(reason, rule_id, blocks, words, tuple(map(_shortened, beginnings)))
        for reason, rule_id, blocks, words, beginnings in ordered.iter_rows()
    )


def _shortened(text: str) -> str:
    one_line = " ".join(text.split())
    return f"{one_line[:_EXAMPLE_LENGTH].rstrip()}…" if len(one_line) > _EXAMPLE_LENGTH else one_line


def copies(documents: pl.DataFrame) -> tuple[Copy, ...]:
    """Pages that say what another says, by path."""
    originals = documents.select(duplicate_of="document_id", original="path")
    doubled = documents.select("path", "duplicate_of").drop_nulls().join(originals, on="duplicate_of")
    ranked = doubled.sort("path", "original").head(_COPIES)
    return tuple(Copy(*row) for row in ranked.select("path", "original").iter_rows())
