"""The blocks under review: those that were dropped, and those that a reviewer has kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.heeding import change_key
from pipeline.review.context import shortened
from pipeline.review.index.gathered import Gathered, PageName, bucket_of, change_name

LONGEST = 1000
"""Characters of a block that the index holds."""
COLUMNS = ("document_id", "block_index", "kind", "start", "text", "clean_text", "is_kept", "reason",
           "rule_id", "score")  # fmt: skip
_KEPT = re.compile(r"kept by [a-z0-9._-]{1,40}; (\S*) had dropped it: .*", re.DOTALL)
"""The reason of a block that a reviewer has kept."""


class TableBlock(NamedTuple):
    """A row of blocks.csv."""

    document_id: str
    block_index: int
    kind: str
    start: int
    text: str
    clean_text: str
    is_kept: bool
    reason: str
    rule_id: str
    score: float

    @property
    def is_reviewable(self) -> bool:
        """Whether a rule or model drops it, were it not for a reviewer."""
        return not self.is_kept or _KEPT.fullmatch(self.reason) is not None


def table_block(cells: Sequence[str]) -> TableBlock:
    """Read the cells of `COLUMNS`."""
    document_id, index, kind, start, text, clean_text, is_kept, reason, rule_id, score = cells
    return TableBlock(document_id, int(index), kind, int(start), text, clean_text, is_kept == "true", reason,
                      rule_id, float(score))  # fmt: skip


def block(page: PageName, row: TableBlock, key: str, around: tuple[str, str]) -> Gathered:
    """The entry of a block.

    Args:
        page: its document.
        row: the block.
        key: see `pipeline.heeding.block_key`.
        around: what stands before and after it.
    """
    kept = _KEPT.fullmatch(row.reason) if row.is_kept else None
    rule_id = kept[1] if kept else row.rule_id
    return Gathered(
        key=key,
        source_key=change_key("block", page.source_id, rule_id, row.text, ""),
        kind="block",
        document_id=page.document_id,
        source_id=page.source_id,
        block_index=row.block_index,
        start=row.start,
        end=row.start + len(row.text),
        before=shortened(row.text, LONGEST),
        after="",
        rule_id=rule_id,
        subkind=row.kind,
        confidence=row.score,
        bucket=bucket_of(row.score),
        status="kept" if row.is_kept else "dropped",
        context_before=around[0],
        context_after=around[1],
        reason=row.reason,
        evidence="",
        change=change_name("block", rule_id, row.text, ""),
        is_asked=row.is_kept,
        needs_person=False,
    )
