"""What the commands print that look at finished tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pipeline.cli.layout import show_some, show_table
from pipeline.publish import FileDifference, Report
from pipeline.publish.report import Example


def show_differences(differences: Sequence[FileDifference], clean: Path) -> None:
    """Print which files of clean/ a rebuild has otherwise."""
    if not differences:
        print(f"A rebuild equals {clean}; the rules' examples hold.")
        return
    print(f"A rebuild differs from {clean} in {len(differences)} files. Run `winnow run`, then commit:")
    show_some([f"{difference.change} {difference.path}" for difference in differences])


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
            (row.corrections, row.rule_id, row.status, "; ".join(map(_change, row.examples)))
            for row in report.corrections
        ],
    )
    _show_section(
        "Conditions",
        ("documents", "mentions", "symptoms", "treatments", "condition"),
        [(c.documents, c.mentions, c.symptoms, c.treatments, f"{c.name} ({c.concept_id})")
         for c in report.subjects],
    )  # fmt: skip
    _show_section("Quarantine", ("code", "path", "message"),
                  [(file.error_code, file.path, file.message) for file in report.quarantine])  # fmt: skip


def _change(example: Example) -> str:
    return f"{example.before} -> {example.after}"


def _show_section(title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    print(f"\n{title}")
    if rows:
        show_table(heads, rows)
    else:
        print("none")
