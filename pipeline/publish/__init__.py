"""Pages to tables, tables to clean/: build, validate, write, swap in, compare, report.

Nothing heavy is imported until a function that needs it is asked for, so that a run that finds nothing
to do, and `--help`, stay fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.lazy import lazy
from pipeline.publish.compare import FileDifference, compare_folders
from pipeline.publish.folder import check_target, recover, replace_folder, side_folder

if TYPE_CHECKING:
    from pipeline.publish.assembly import assemble
    from pipeline.publish.build import Background, build_tables
    from pipeline.publish.contract import find_failures, report_failures
    from pipeline.publish.diff import MadeDifference, TableDifference, diff_made, diff_tables
    from pipeline.publish.failure import Failure
    from pipeline.publish.inspection import inspect_folder
    from pipeline.publish.read import read_table
    from pipeline.publish.report import Report, read_report
    from pipeline.publish.spool import Spool
    from pipeline.publish.tables import Tables
    from pipeline.publish.whole_pages import page_lines
    from pipeline.publish.write import write_tables

__all__ = [
    "Background",
    "Failure",
    "FileDifference",
    "MadeDifference",
    "Report",
    "Spool",
    "TableDifference",
    "Tables",
    "assemble",
    "build_tables",
    "check_target",
    "compare_folders",
    "diff_made",
    "diff_tables",
    "find_failures",
    "inspect_folder",
    "page_lines",
    "read_report",
    "read_table",
    "recover",
    "replace_folder",
    "report_failures",
    "side_folder",
    "write_tables",
]

__getattr__ = lazy(
    __name__,
    {
        "Background": "build",
        "Failure": "failure",
        "MadeDifference": "diff",
        "Report": "report",
        "TableDifference": "diff",
        "Spool": "spool",
        "Tables": "tables",
        "assemble": "assembly",
        "build_tables": "build",
        "diff_made": "diff",
        "diff_tables": "diff",
        "find_failures": "contract",
        "inspect_folder": "inspection",
        "page_lines": "whole_pages",
        "read_report": "report",
        "read_table": "read",
        "report_failures": "contract",
        "write_tables": "write",
    },
)
