"""The table contract, checked before anything is written: within pages, part by part, then among them."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from pipeline.errors import ValidationError
from pipeline.publish.column_checks import column_failures
from pipeline.publish.failure import Failure
from pipeline.publish.key_checks import concept_key_failures, key_failures
from pipeline.publish.page_checks import page_failures
from pipeline.publish.replay_checks import replay_failures
from pipeline.publish.row_checks import row_check_failures
from pipeline.publish.tables import Tables
from pipeline.publish.text_checks import text_failures
from schemas import TABLES

_SHOWN = 20


def report_failures(failures: Sequence[Failure], listing: Path) -> None:
    """Do nothing if there are none; else list them all and raise.

    Args:
        failures: what breaks the contract.
        listing: CSV file for all failures, a row each; of a sound build it is removed.

    Raises:
        ValidationError: something fails; names table, column, row and rule of the first failures and
            says how many there are.
    """
    listing.unlink(missing_ok=True)
    if failures:
        _list(failures, listing)
        raise _error(failures, listing)


def _list(failures: Sequence[Failure], listing: Path) -> None:
    """Write `table, column, row, rule, found, message`: the row by its key, what was found in quotes."""
    listing.parent.mkdir(parents=True, exist_ok=True)
    with listing.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("table", "column", "row", "rule", "found", "message"))
        for each in failures:
            row = "/".join(map(str, each.key))
            writer.writerow((each.table, each.column, row, each.rule, repr(each.value), each.message))


def find_failures(tables: Tables) -> tuple[Failure, ...]:
    """All that breaks the contract in a build: within pages, then among them.

    Tables whose columns or order are wrong are reported as such alone, for the rows cannot be compared.
    """
    failures = find_failures_in_part(tables)
    if all(failure.key for failure in failures):
        failures += tuple(page_failures(tables["documents"], tables["quarantine"]))
    return failures


def find_failures_in_part(tables: Tables) -> tuple[Failure, ...]:
    """What breaks the contract in some of a build's pages, seen by themselves: table by table, then across.

    Args:
        tables: those of the pages; what they share (concepts, rules) counted over these pages alone.
    """
    failures = [failure for name in TABLES for failure in column_failures(TABLES[name], tables[name])]
    if all(failure.key for failure in failures):
        failures += key_failures(tables)
        failures += row_check_failures(tables)
        failures += text_failures(tables)
        failures += replay_failures(tables)
    return tuple(failures)


def find_failures_among_parts(
    of_pages: Mapping[str, pl.LazyFrame], shared: Mapping[str, pl.DataFrame], page_keys: pl.DataFrame
) -> tuple[Failure, ...]:
    """What breaks the contract in a build whose parts keep it: in what pages share, and between pages.

    Args:
        of_pages: the tables of which each row is of one page; their keys alone are read.
        shared: the other tables, counted over all pages.
        page_keys: see `page_failures`.
    """
    failures = [failure for name in shared for failure in column_failures(TABLES[name], shared[name])]
    failures += concept_key_failures({**of_pages, **{name: shared[name].lazy() for name in shared}})
    failures += page_failures(page_keys, shared["quarantine"])
    return tuple(failures)


def _error(failures: Sequence[Failure], listing: Path) -> ValidationError:
    lines = [f"  {failure}" for failure in failures[:_SHOWN]]
    if len(failures) > _SHOWN:
        lines.append(f"  ... and {len(failures) - _SHOWN} more")
    listed = "\n".join(lines)
    return ValidationError(
        f"The tables break their contract in {len(failures)} places:\n{listed}\n",
        remedy=f"All of them are in {listing}. Nothing was written to clean/. Mend the source, rule, "
        "decision or stage that the row names; what was changed by hand is built anew by `winnow run`.",
    )
