"""What people found of edits that the scorer counts as wrong: `benchmarks/audit/correct.tsv`.

The texts hold errors of their own beside the planted ones, and some errors have more than one repair. So each
applied edit that the scorer counts as wrong is read by somebody, who gives a verdict and says why.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import RuleError

PATH = Path("benchmarks/audit/correct.tsv")
COLUMNS = ("id", "before", "after", "verdict", "why")
VERDICTS = ("right", "fair", "wrong")
"""A repair; a change that neither mends nor harms; a change for the worse."""


class Change(NamedTuple):
    """An edit of a text of the benchmark data."""

    id: str
    before: str
    after: str


class Verdict(NamedTuple):
    """One of `VERDICTS`, or `open`."""

    verdict: str
    why: str


Verdicts = Mapping[Change, Verdict]
OPEN = Verdict("open", "")


def load_verdicts(path: Path = PATH) -> Verdicts:
    """The verdicts by change.

    Raises:
        RuleError: the file cannot be read, has other columns, or a line has another verdict, no reason, or
            the change of another line. Names file and line.
    """
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            header, *lines = list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)) or [[]]
    except (OSError, ValueError) as error:
        raise RuleError(f"The verdicts cannot be read: {error}.", where=str(path),
                        remedy="Restore the file.") from error  # fmt: skip
    if tuple(header) != COLUMNS:
        raise RuleError("The columns are others.", where=str(path), remedy=f"Columns: {', '.join(COLUMNS)}.")
    verdicts: dict[Change, Verdict] = {}
    for number, line in enumerate(lines, 2):
        change, verdict = Change(*(*line, "", "", "")[:3]), Verdict(*(*line[3:], "", "")[:2])
        is_whole = len(line) == len(COLUMNS) and verdict.verdict in VERDICTS and verdict.why
        if not is_whole or change in verdicts:
            raise RuleError("The line is no verdict, or a second one.", where=f"{path}, line {number}",
                            remedy=f"Verdicts: {', '.join(VERDICTS)}; say why.")  # fmt: skip
        verdicts[change] = verdict
    return verdicts
