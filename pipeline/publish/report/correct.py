"""What was corrected, by which rule, and how far the rule can be trusted."""

from __future__ import annotations

import polars as pl
from polars import col

from pipeline.publish.report.figures import Corrections, Example, RuleFigures

_EXAMPLES = 3
_LENGTH = 160
_CHANGE = ("before", "after")
_CONTEXT = ("context_before", "context_after")


def corrections(table: pl.DataFrame) -> tuple[Corrections, ...]:
    """Corrections by rule and status, the commonest changes as examples."""
    texts = table.select("rule_id", "status", col(*_CHANGE, *_CONTEXT).fill_null("").str.slice(0, _LENGTH))
    counted = texts.group_by("rule_id", "status", *_CHANGE, maintain_order=True).agg(
        col(_CONTEXT).first(), times=pl.len()
    )
    ranked = counted.sort("times", "rule_id", "status", *_CHANGE, descending=[True, *[False] * 4])
    groups = ranked.group_by("rule_id", "status", maintain_order=True).agg(
        col("times").sum(), examples=pl.struct(*_CHANGE, *_CONTEXT).head(_EXAMPLES)
    )
    ordered = groups.sort("times", "rule_id", "status", descending=[True, False, False])
    return tuple(
        Corrections(rule_id, status, times, tuple(Example(**example) for example in examples))
        for rule_id, status, times, examples in ordered.iter_rows()
    )


def rules(table: pl.DataFrame) -> tuple[RuleFigures, ...]:
    """The rules that acted, in the order of the table."""
    acted = table.filter(col("n_hits") > 0).select("rule_id", "description", "measured_precision")
    return tuple(RuleFigures(*row) for row in acted.iter_rows())
