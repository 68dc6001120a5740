"""The corrections under review: rows of corrections.csv."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pipeline.heeding import change_key
from pipeline.review.context import Passage, cut_off, surroundings
from pipeline.review.index.gathered import Gathered, PageName, bucket_of, change_name

COLUMNS = (
    "correction_id", "end", "before", "after", "rule_id", "kind", "confidence", "status", "context_before",
    "context_after", "reason", "evidence",
)  # fmt: skip
_HELD_BACK = ": people decide."
"""How the evidence of a correction ends which the policy holds back."""


def correction(
    page: PageName, block_index: int, start: int, cells: Sequence[str], passage: Passage | None
) -> Gathered:
    """The entry of a correction.

    Args:
        page: its document.
        block_index: its block's.
        start: where it starts in the page's text.
        cells: those of `COLUMNS`.
        passage: its block, if the tables have it.
    """
    key, end, before, after, rule_id, subkind, score, status, left, right, reason, evidence = cells
    context = surroundings(passage, start, int(end), before) or cut_off(left, right)
    confidence = float(score)
    return Gathered(
        key=key,
        source_key=_source_key(page.source_id, rule_id, before, after),
        kind="correction",
        document_id=page.document_id,
        source_id=page.source_id,
        block_index=block_index,
        start=start,
        end=int(end),
        before=before,
        after=after,
        rule_id=rule_id,
        subkind=subkind,
        confidence=confidence,
        bucket=bucket_of(confidence),
        status=status,
        context_before=context[0],
        context_after=context[1],
        reason=reason,
        evidence=evidence,
        change=_change(rule_id, before, after),
        is_asked=status != "applied",
        needs_person=evidence.endswith(_HELD_BACK),
    )


@lru_cache(maxsize=1 << 14)
def _source_key(source_id: str, rule_id: str, before: str, after: str) -> str:
    return change_key("correction", source_id, rule_id, before, after)


@lru_cache(maxsize=1 << 14)
def _change(rule_id: str, before: str, after: str) -> str:
    return change_name("correction", rule_id, before, after)
