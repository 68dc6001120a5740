"""What the commands print. Cells and paths are data: shown escaped, never as markup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pipeline.publish import FileDifference, Report, TableDifference
from pipeline.read.paths import printable
from pipeline.run import Plan, Settings, Summary

SHOWN = 20
"""Rows listed of what may be thousands."""
MAX_CELL = 100


def show_summary(summary: Summary, settings: Settings) -> None:
    """Print the figures of a run."""
    if summary.is_unchanged:
        print("Nothing has changed; the tables are as the last run left them.")
    rows: list[tuple[object, ...]] = [
        ("documents", summary.documents, f"{summary.processed} processed, {summary.cached} from the cache"),
        ("blocks", summary.blocks, f"{summary.dropped} dropped"),
        (
            "corrections",
            summary.applied + summary.flagged + summary.rejected,
            f"{summary.applied} applied, {summary.flagged} flagged, {summary.rejected} rejected",
        ),
        ("mentions", summary.mentions, ""),
        ("relations", summary.relations, ""),
        ("quarantine", summary.quarantined, "see quarantine.csv" if summary.quarantined else ""),
    ]
    if summary.stale or summary.disputed:
        where = f"{summary.stale} stale, {summary.disputed} disputed, see"
        unused = settings.workshop / "unused-decisions.csv"
        rows.append(("decisions unused", summary.stale + summary.disputed, f"{where} {unused}"))
    if not summary.is_unchanged:
        stages = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in summary.seconds)
        rows.append(("seconds", f"{sum(seconds for _, seconds in summary.seconds):.1f}", stages))
    show_table((), rows)


def show_plan(plan: Plan) -> None:
    """Print what a run would do."""
    for heading, paths in (
        ("to process", plan.to_process),
        ("from the cache", plan.cached),
        ("in quarantine", plan.quarantined),
    ):
        print(f"{heading}: {len(paths)}")
        _show_some(paths)


def show_differences(differences: Sequence[FileDifference], clean: Path) -> None:
    """Print which files of clean/ a rebuild has otherwise."""
    if not differences:
        print(f"A rebuild equals {clean}; the rules' examples hold.")
        return
    print(f"A rebuild differs from {clean} in {len(differences)} files. Run `winnow run`, then commit:")
    _show_some([f"{difference.change} {difference.path}" for difference in differences])


def show_table_differences(differences: Iterable[TableDifference]) -> None:
    """Print rows added, removed and changed, table by table."""
    differences = tuple(differences)
    if not differences:
        print("The builds are alike.")
    for difference in differences:
        columns = ", ".join(f"{name} {count}" for name, count in difference.changed_columns.items())
        print(f"{difference.table}: {len(difference.added)} added, {len(difference.removed)} removed, "
              f"{len(difference.changed)} changed" + (f" ({columns})" if columns else ""))  # fmt: skip
        keys = {"+": difference.added, "-": difference.removed, "~": difference.changed}
        for sign, rows in keys.items():
            _show_some([f"{sign} {' '.join(key)}" for key in rows])


def show_rules(rules: Iterable[Mapping[str, object]]) -> None:
    """Print the rules table."""
    columns = ("rule_id", "stage", "action", "measured_precision", "n_hits", "description")
    heads = ("rule", "stage", "action", "precision", "hits", "description")
    show_table(heads, [tuple(rule[column] for column in columns) for rule in rules])


def show_report(report: Report) -> None:
    """Print a build in figures."""
    show_table(("table", "rows"), list(report.rows.items()))
    _show_section("Dropped blocks", ("blocks", "rule", "reason"),
                  [(drop.blocks, drop.rule_id, drop.reason) for drop in report.drops])  # fmt: skip
    _show_section(
        "Corrections",
        ("corrections", "rule", "status", "examples"),
        [
            (row.corrections, row.rule_id, row.status, "; ".join(f"{a} -> {b}" for a, b in row.examples))
            for row in report.corrections
        ],
    )
    _show_section(
        "Conditions",
        ("documents", "mentions", "symptoms", "treatments", "condition"),
        [(c.documents, c.mentions, c.symptoms, c.treatments, f"{c.name} ({c.concept_id})")
         for c in report.conditions],
    )  # fmt: skip
    _show_section("Quarantine", ("code", "path", "message"),
                  [(file.error_code, file.path, file.message) for file in report.quarantine])  # fmt: skip


def show_table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows in aligned columns, numbers to the right, under their heads if there are any."""
    cells = [[_cell(value) for value in row] for row in rows]
    lines = [list(heads), *cells] if heads else cells
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for number, line in enumerate(lines):
        values = rows[number - 1 if heads else number] if number or not heads else heads
        padded = [
            cell.rjust(width) if isinstance(value, int | float) else cell.ljust(width)
            for cell, width, value in zip(line, widths, values, strict=True)
        ]
        print("  ".join(padded).rstrip())


def _show_section(title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    print(f"\n{title}")
    if rows:
        show_table(heads, rows)
    else:
        print("none")


def _show_some(lines: Sequence[str]) -> None:
    for line in lines[:SHOWN]:
        print(f"  {printable(line)}")
    if len(lines) > SHOWN:
        print(f"  ... and {len(lines) - SHOWN} more")


def _cell(value: object) -> str:
    if value is None:
        return "-"
    text = printable(" ".join(str(value).split()))
    return text if len(text) <= MAX_CELL else f"{text[: MAX_CELL - 3]}..."
