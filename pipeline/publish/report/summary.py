"""Tables to figures."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

import polars as pl

from pipeline.publish.read import read_table
from pipeline.publish.report.correct import corrections, rules
from pipeline.publish.report.extract import entities
from pipeline.publish.report.figures import QuarantinedFile, Report
from pipeline.publish.report.relate import relations, said_once, subjects
from pipeline.publish.report.strip import copies, counted_blocks, drops, flow, source_flows
from pipeline.publish.tables import AnyTables, Tables
from schemas import TABLES

_NEEDED = {
    "documents": ("document_id", "source_id", "path", "duplicate_of"),
    "corrections": ("rule_id", "status", "before", "after", "context_before", "context_after"),
    "mentions": (
        "document_id", "label", "concept_id", "is_negated", "is_uncertain", "is_hypothetical", "experiencer",
    ),
}  # fmt: skip
"""Of large tables, the columns that a report asks for; of `blocks` it counts the words."""


def read_report(clean: Path) -> Report:
    """Sum up a folder that `winnow run` wrote.

    Raises:
        ArgumentError: the folder holds no build.
    """
    return summarise({name: read_table(table, clean) for name, table in TABLES.items()})


def summarise(build: AnyTables) -> Report:
    """Sum up the tables of a build; of lazy ones the longest texts are never held."""
    counted = counted_blocks(build["blocks"].lazy()).collect(engine="streaming")
    tables = Tables(
        {
            name: frame.lazy().select(_NEEDED.get(name, pl.all())).collect()
            for name, frame in build.items()
            if name != "blocks"
        }
    )
    said = said_once(tables)
    files = tables["quarantine"].select("path", "error_code", "message")
    heights = {name: frame.height for name, frame in tables.items()} | {"blocks": counted.height}
    return Report(
        rows=MappingProxyType({name: heights[name] for name in TABLES}),
        flow=flow(tables, counted),
        sources=source_flows(tables, counted),
        drops=drops(counted),
        corrections=corrections(tables["corrections"]),
        rules=rules(tables["rules"]),
        entities=entities(tables),
        subjects=subjects(tables, said),
        relations=relations(tables, said),
        copies=copies(tables["documents"]),
        quarantine=tuple(QuarantinedFile(*row) for row in files.iter_rows()),
    )
