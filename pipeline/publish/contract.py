"""The table contract, checked as a whole before anything is written."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import ValidationError
from pipeline.publish.column_checks import column_failures
from pipeline.publish.failure import Failure
from pipeline.publish.key_checks import key_failures
from pipeline.publish.replay_checks import replay_failures
from pipeline.publish.row_checks import row_check_failures
from pipeline.publish.tables import Tables
from pipeline.publish.text_checks import text_failures
from schemas import TABLES

_SHOWN = 20


def validate(tables: Tables, listing: Path) -> None:
    """Check the whole contract.

    Args:
        tables: the build.
        listing: CSV file for all failures, a row each; of a sound build it is removed.

    Raises:
        ValidationError: something fails; names table, column, row and rule of the first failures and
            says how many there are.
    """
    report_failures(find_failures(tables), listing)


def report_failures(failures: Sequence[Failure], listing: Path) -> None:
    """Do nothing if there are none; else list them all and raise.

    Args:
        failures: what breaks the contract.
        listing: see `validate`.

    Raises:
        ValidationError: see `validate`.
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
    """All that breaks the contract: by table first, then across tables.

    Tables whose columns or order are wrong are reported as such alone, for the rows cannot be compared.
    """
    failures = [failure for name in TABLES for failure in column_failures(TABLES[name], tables[name])]
    if all(failure.key for failure in failures):
        failures += key_failures(tables)
        failures += row_check_failures(tables)
        failures += text_failures(tables)
        failures += replay_failures(tables)
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
