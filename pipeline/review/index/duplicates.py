"""The pages under review that say the same as another page, or nearly."""

from __future__ import annotations

from pipeline.heeding import DUPLICATE_RULE, duplicate_key
from pipeline.review.index.gathered import NO_BUCKET, Gathered, PageName, change_name


def duplicate(page: PageName, opening: str, original: PageName, original_opening: str) -> Gathered:
    """The entry of a near-duplicate page.

    Args:
        page: the page.
        opening: how its clean text begins.
        original: the page that it repeats.
        original_opening: how that one begins.
    """
    key = duplicate_key(page.path, original.document_id)
    return Gathered(
        key=key,
        source_key="",
        kind="duplicate",
        document_id=page.document_id,
        source_id=page.source_id,
        block_index=0,
        start=0,
        end=0,
        before=page.path,
        after=original.path,
        rule_id=DUPLICATE_RULE,
        subkind="",
        confidence=None,
        bucket=NO_BUCKET,
        status="duplicate",
        context_before="",
        context_after=f" — {opening}" if opening else "",
        reason=f"Says the same as {original.path}, or nearly.",
        evidence=f"That page begins: {original_opening}" if original_opening else "",
        change=change_name("duplicate", DUPLICATE_RULE, page.path, original.path),
        is_asked=False,
        needs_person=False,
    )
