"""Tables to figures."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

import polars as pl

from pipeline.publish.read import read_table
from pipeline.publish.report.correct import corrections, rules
from pipeline.publish.report.extract import entities
from pipeline.publish.report.figures import QuarantinedFile, Report
from pipeline.publish.report.relate import ROW, relations, said_once, subjects
from pipeline.publish.report.strip import block_counts, copies, flow, mention_counts, source_flows
from pipeline.publish.tables import AnyTables, Tables
from schemas import TABLES

_NEEDED = {
    "documents": ("document_id", "source_id", "path", "duplicate_of"),
    "corrections": ("rule_id", "status", "before", "after", "context_before", "context_after"),
    "relations": (
        ROW, "document_id", "relation", "subject_concept_id", "object_concept_id", "object_name",
        "score", "is_negated",
    ),
}  # fmt: skip
"""Of large tables, the columns that a report asks for; `_PASSING` it counts as they pass, and of relations it
looks up the words of those that it shows."""
_PASSING = frozenset({"blocks", "mentions"})

_REPEATED = frozenset(
    {
        "document_id", "duplicate_of", "reason", "rule_id", "label", "experiencer", "relation", "concept_id",
        "subject_concept_id", "object_concept_id", "object_name",
    }
)  # fmt: skip
"""Columns with words that many rows repeat."""


def read_report(clean: Path) -> Report:
    """Sum up a folder that `winnow run` wrote.

    Raises:
        ArgumentError: the folder holds no build.
    """
    return summarise({name: read_table(table, clean) for name, table in TABLES.items()})


def summarise(build: AnyTables) -> Report:
    """Sum up the tables of a build; of lazy ones the longest texts are never held."""
    frames = {name: frame.lazy() for name, frame in build.items()}
    relating = frames["relations"] = frames["relations"].with_row_index(ROW)
    pages, dropped = block_counts(frames["blocks"])
    named = _narrowed(mention_counts(frames["mentions"])).collect(engine="streaming")
    tables = Tables(
        {
            name: _narrowed(frame.select(_NEEDED.get(name, pl.all()))).collect(engine="streaming")
            for name, frame in frames.items()
            if name not in _PASSING
        }
    )
    said = said_once(tables)
    files = tables["quarantine"].select("path", "error_code", "message")
    whole = flow(tables, pages)
    passed = {"blocks": whole.blocks, "mentions": sum(named["mentions"])}
    heights = {name: frame.height for name, frame in tables.items()} | passed
    return Report(
        rows=MappingProxyType({name: heights[name] for name in TABLES}),
        flow=whole,
        sources=source_flows(tables, pages, named),
        drops=dropped,
        corrections=corrections(tables["corrections"]),
        rules=rules(tables["rules"]),
        entities=entities(tables, frames["mentions"]),
        subjects=subjects(tables, said),
        relations=relations(tables, said, _narrowed(relating)),
        copies=copies(tables["documents"]),
        quarantine=tuple(QuarantinedFile(*row) for row in files.iter_rows()),
    )


def _narrowed(frame: pl.LazyFrame) -> pl.LazyFrame:
    """The same, with words that many rows repeat held once; sorted, they are in the order of text still."""
    repeated = [name for name in frame.collect_schema().names() if name in _REPEATED]
    return frame.with_columns(pl.col(repeated).cast(pl.Categorical))
