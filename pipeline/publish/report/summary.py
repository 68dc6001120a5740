"""Tables to figures."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

from pipeline.publish.read import read_table
from pipeline.publish.report.correct import corrections, rules
from pipeline.publish.report.extract import entities
from pipeline.publish.report.figures import QuarantinedFile, Report
from pipeline.publish.report.relate import relations, said_once, subjects
from pipeline.publish.report.strip import copies, counted_blocks, drops, flow, source_flows
from pipeline.publish.tables import Tables
from schemas import TABLES


def read_report(clean: Path) -> Report:
    """Sum up a folder that `winnow run` wrote.

    Raises:
        ArgumentError: the folder holds no build.
    """
    return summarise(Tables({name: read_table(table, clean) for name, table in TABLES.items()}))


def summarise(tables: Tables) -> Report:
    """Sum up the tables of a build."""
    counted = counted_blocks(tables["blocks"])
    said = said_once(tables)
    files = tables["quarantine"].select("path", "error_code", "message")
    return Report(
        rows=MappingProxyType({name: frame.height for name, frame in tables.items()}),
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
