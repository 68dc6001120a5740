"""The table contract, checked as a whole before anything is written."""

from __future__ import annotations

from collections.abc import Sequence

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


def validate(tables: Tables) -> None:
    """Check the whole contract.

    Raises:
        ValidationError: something fails; names table, column, row and rule of the first failures and
            says how many there are.
    """
    failures = find_failures(tables)
    if failures:
        raise _error(failures)


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


def _error(failures: Sequence[Failure]) -> ValidationError:
    lines = [f"  {failure}" for failure in failures[:_SHOWN]]
    if len(failures) > _SHOWN:
        lines.append(f"  ... and {len(failures) - _SHOWN} more")
    listed = "\n".join(lines)
    return ValidationError(
        f"The tables break their contract in {len(failures)} places:\n{listed}\n",
        remedy="Nothing was written. Mend the source, rule, decision or stage that the row names.",
    )
