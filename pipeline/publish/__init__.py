"""Pages to tables, tables to clean/: build, validate, write, swap in, compare, report.

Nothing heavy is imported until a function that needs it is asked for, so that a run that finds nothing
to do, and `--help`, stay fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.publish.build import build_tables as build_tables
    from pipeline.publish.contract import find_failures as find_failures
    from pipeline.publish.contract import validate as validate
    from pipeline.publish.failure import Failure as Failure
    from pipeline.publish.read import read_table as read_table
    from pipeline.publish.tables import Tables as Tables
    from pipeline.publish.write import write_tables as write_tables

_HOMES = {
    "build_tables": "build",
    "find_failures": "contract",
    "validate": "contract",
    "Failure": "failure",
    "Tables": "tables",
    "read_table": "read",
    "write_tables": "write",
}
"""Module of each public name."""

__all__ = list(_HOMES)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
