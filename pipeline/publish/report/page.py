"""The report as a page: `clean/report.html`."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from pipeline.model import RelationKind
from pipeline.publish.paper import render
from pipeline.publish.report.network import BOX, WIDTH, network
from pipeline.publish.report.summary import summarise
from pipeline.publish.report.view import corrected_by_rule, dropped_by_rule, emphasised, portions, trust
from pipeline.publish.tables import AnyTables
from schemas import TABLES
from schemas.warnings import WARNINGS

_QUARANTINED = 20
_RULES = 12


def report_page(tables: AnyTables) -> str:
    """The report on a build, as one self-contained page; the same for the same tables."""
    report = summarise(tables)
    corrected = corrected_by_rule(report)
    return render(
        Path(__file__).parent,
        "report",
        report=report,
        flow=report.flow,
        warnings=WARNINGS,
        portions=portions(report),
        drops=dropped_by_rule(report),
        corrected=corrected,
        trust=trust(corrected),
        network=network(report.subjects),
        said=tuple(subject for subject in report.subjects if subject.ties),
        box=BOX,
        width=WIDTH,
        emphasised=emphasised,
        relation_kinds=get_args(RelationKind),
        tables=TABLES,
        most_quarantined=_QUARANTINED,
        most_rules=_RULES,
    )
