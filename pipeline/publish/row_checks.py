"""What must hold in one row, seen together with the rows it belongs to.

A check is an expression over a view: a table with the columns of its block, rule or counts beside it.
Where it comes out null a value is missing, which the column and key checks report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl
from polars import col

from pipeline.model import MADE
from pipeline.publish.failure import Failure, row_failures
from pipeline.publish.tables import BLOCK_KEY, Tables, cited_blocks
from schemas.tables import CONCEPT_TABLES

_OF_A_PAGE = ("corrections", "mentions", "relations")
IS_MADE = col("status").is_in(sorted(MADE))
"""Whether a correction is made in the clean text."""


@dataclass(frozen=True, slots=True)
class RowCheck:
    """`holds` must be true in every row of the table's view; `column` is the one to blame."""

    table: str
    column: str
    rule: str
    holds: pl.Expr
    message: str


_INSIDE = (col("block_start") <= col("start")) & (col("end") <= col("block_end"))

_CHECKS = (
    RowCheck("documents", "n_blocks", "count", col("n_blocks") == col("counted_blocks"),
             "The number is that of the document's blocks."),
    RowCheck("documents", "n_kept_blocks", "count", col("n_kept_blocks") == col("counted_kept_blocks"),
             "The number is that of the document's kept blocks."),
    *(
        RowCheck("documents", f"n_{table}", "count", col(f"n_{table}") == col(f"counted_{table}"),
                 f"The number is that of the document's {table}.")
        for table in _OF_A_PAGE
    ),
    RowCheck("documents", "duplicate_of", "not_itself", col("duplicate_of") != col("document_id"),
             "A document is no duplicate of itself."),
    RowCheck("blocks", "block_index", "numbered", col("block_index") == col("place"),
             "The blocks of a document are numbered from 0 without a gap."),
    RowCheck("blocks", "text", "span_length",
             col("end") - col("start") == col("text").str.len_chars().cast(pl.Int64),
             "The text is as long as its span."),
    RowCheck("blocks", "start", "span_order", col("start") >= col("end_before"),
             "A block starts after the one before it ends."),
    RowCheck("blocks", "reason", "drop_has_reason", col("is_kept") | col("reason").is_not_null(),
             "A dropped block has a reason."),
    RowCheck("blocks", "clean_text", "drop_has_no_clean_text", col("is_kept") | col("clean_text").is_null(),
             "A dropped block has no clean text."),
    RowCheck("corrections", "start", "span_order", col("start") <= col("end"),
             "A span starts before it ends."),
    RowCheck("corrections", "start", "inside_block", _INSIDE, "The span lies inside its block."),
    RowCheck("corrections", "block_index", "kept_block", col("is_kept"), "A correction is of a kept block."),
    RowCheck("corrections", "after", "changes_something",
             (col("status") != "applied") | col("before").ne_missing(col("after")),
             "A correction that is made unattended changes something."),
    RowCheck("corrections", "start", "no_overlap", ~IS_MADE | col("is_clear"),
             "Made corrections do not overlap."),
    RowCheck("corrections", "rule_id", "measured_precision",
             (col("status") != "applied") | col("measured_precision").is_not_null(),
             "A rule that corrects unattended has a measured precision."),
    RowCheck("corrections", "reviewer", "decision_has_reviewer",
             ~col("status").is_in(["accepted", "rejected"]) | col("reviewer").is_not_null(),
             "An accepted or rejected correction names its reviewer."),
    RowCheck("mentions", "start", "span_order",
             (col("start") < col("end")) & (col("clean_start") < col("clean_end")),
             "A mention holds at least one character."),
    RowCheck("mentions", "start", "inside_block", _INSIDE, "The span lies inside its block."),
    RowCheck("mentions", "start", "no_overlap", col("clean_start") >= col("clean_end_before"),
             "Mentions do not overlap."),
    RowCheck("mentions", "section_type", "section_of_block", col("section_type") == col("block_section_type"),
             "A mention stands in the section of its block."),
    RowCheck("mentions", "block_index", "kept_block", col("is_kept"), "A mention stands in a kept block."),
    *(
        RowCheck(table, column, "count", col(column) == col(f"counted_{column[2:]}"),
                 f"The number is that of the {column[2:]} under the table's label.")
        for table in CONCEPT_TABLES.values()
        for column in ("n_documents", "n_mentions")
    ),
    *(
        RowCheck(table, "concept_id", "is_named", (col("n_mentions") > 0) | col("is_cited"),
                 "Something names the concept: a mention, a relation or a page's topic.")
        for table in CONCEPT_TABLES.values()
    ),
    RowCheck("relations", "block_index", "kept_block", col("is_kept"), "A relation stands in a kept block."),
    RowCheck("relations", "evidence", "evidence_in_block",
             col("block_clean_text").str.contains(col("evidence"), literal=True),
             "The evidence is text of the block."),
    RowCheck("rules", "n_hits", "count", col("n_hits") == col("counted_hits"),
             "The number is that of the blocks and corrections that name the rule."),
)  # fmt: skip


def row_check_failures(tables: Tables) -> Iterator[Failure]:
    """Every row that breaks a check, in the order of the checks."""
    views = _views(tables)
    for check in _CHECKS:
        bad = views[check.table].filter(~check.holds)
        yield from row_failures(check.table, bad, column=check.column, rule=check.rule, message=check.message)


def _views(tables: Tables) -> Mapping[str, pl.DataFrame]:
    cited = cited_blocks(tables)
    blocks = cited.select(
        *BLOCK_KEY, "is_kept", block_start=col("start"), block_end=col("end"),
        block_section_type=col("section_type"),
    )  # fmt: skip
    texts = cited.select(*BLOCK_KEY, "is_kept", block_clean_text=col("clean_text"))
    return {
        "documents": _documents(tables),
        "blocks": tables["blocks"].with_columns(
            end_before=col("end").shift().over("document_id"),
            place=pl.int_range(pl.len()).over("document_id"),
        ),
        "corrections": _corrections(tables).join(blocks, on=BLOCK_KEY, how="left"),
        "mentions": _mentions(tables).join(blocks, on=BLOCK_KEY, how="left"),
        "relations": tables["relations"].join(texts, on=BLOCK_KEY, how="left"),
        **{table: _concepts(tables, table, label) for label, table in CONCEPT_TABLES.items()},
        "rules": _rules(tables),
    }


def _documents(tables: Tables) -> pl.DataFrame:
    counts = tables["blocks"].group_by("document_id").agg(
        counted_blocks=pl.len(), counted_kept_blocks=col("is_kept").sum()
    )  # fmt: skip
    documents = _with_counts(tables["documents"], counts)
    for table in _OF_A_PAGE:
        counted = tables[table].group_by("document_id").agg(pl.len().alias(f"counted_{table}"))
        documents = _with_counts(documents, counted)
    return documents


def _mentions(tables: Tables) -> pl.DataFrame:
    ordered = tables["mentions"].sort("document_id", "clean_start", "clean_end")
    return ordered.with_columns(clean_end_before=col("clean_end").shift().over("document_id"))


def _corrections(tables: Tables) -> pl.DataFrame:
    rules = tables["rules"].select("rule_id", "measured_precision")
    corrections = tables["corrections"]
    end_before = col("end").cum_max().shift()
    is_second_insertion = (col("start") == col("end")) & (col("start") == col("start").shift())
    made = (
        corrections.filter(IS_MADE)
        .sort("document_id", "start", "end")
        .select(
            "correction_id",
            is_clear=((col("start") >= end_before) & ~is_second_insertion).over("document_id"),
        )
    )
    joined = corrections.join(rules, on="rule_id", how="left")
    return joined.join(made, on="correction_id", how="left", maintain_order="left")


def _concepts(tables: Tables, table: str, label: str) -> pl.DataFrame:
    mentions = tables["mentions"].filter(col("label") == label)
    counts = mentions.group_by("concept_id").agg(
        counted_documents=col("document_id").n_unique(), counted_mentions=pl.len()
    )
    cited = pl.concat(
        [
            tables["relations"]["subject_concept_id"],
            tables["relations"]["object_concept_id"],
            tables["documents"]["topic_concept_id"],
        ]
    )
    concepts = _with_counts(tables[table], counts)
    return concepts.with_columns(is_cited=col("concept_id").is_in(cited.drop_nulls().implode()))


def _rules(tables: Tables) -> pl.DataFrame:
    named = pl.concat([tables["blocks"]["rule_id"], tables["corrections"]["rule_id"]])
    counts = named.drop_nulls().value_counts(name="counted_hits")
    return _with_counts(tables["rules"], counts)


def _with_counts(frame: pl.DataFrame, counts: pl.DataFrame) -> pl.DataFrame:
    """The frame with the counts of its key beside it, 0 where nothing was counted."""
    key, *counted = counts.columns
    joined = frame.join(counts, on=key, how="left", maintain_order="left")
    return joined.with_columns(col(counted).cast(pl.Int64).fill_null(0))
