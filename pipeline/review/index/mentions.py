"""The mentions under review: rows of mentions.csv."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pipeline.heeding import change_key, mention_key, mention_rule
from pipeline.review.context import Passage, surroundings
from pipeline.review.index.gathered import Gathered, PageName, bucket_of, change_name

COLUMNS = (
    "mention_id", "end", "surface", "raw_surface", "label", "concept_id", "match", "score", "is_negated",
    "is_uncertain", "is_hypothetical", "experiencer",
)  # fmt: skip
_AXES = ("negated", "uncertain", "hypothetical")


def mention(  # noqa: PLR0913, PLR0917 - a row in its parts
    page: PageName, block: str, block_index: int, start: int, cells: Sequence[str], passage: Passage | None
) -> Gathered:
    """The entry of a mention.

    Args:
        page: its document.
        block: key of its block, see `pipeline.heeding.block_key`.
        block_index: its block's.
        start: where it starts in the page's text.
        cells: those of `COLUMNS`, then the concept's name.
        passage: its block, if the tables have it.
    """
    _, end, surface, raw, label, concept_id, match, score, *axes, experiencer, name = cells
    context = surroundings(passage, start, int(end), raw) or ("", "")
    rule_id, confidence = mention_rule(match), float(score)
    place = start - passage.start if passage else start
    return Gathered(
        key=mention_key(block, label, surface, place),
        source_key=_source_key(page.source_id, rule_id, surface, label),
        kind="mention",
        document_id=page.document_id,
        source_id=page.source_id,
        block_index=block_index,
        start=start,
        end=int(end),
        before=surface,
        after=label,
        rule_id=rule_id,
        subkind=label,
        confidence=confidence,
        bucket=bucket_of(confidence),
        status="found",
        context_before=context[0],
        context_after=context[1],
        reason=f"{match} match",
        evidence=", ".join([f"{concept_id} {name}".strip(), *_said(axes, experiencer)]),
        change=_change(rule_id, surface, label),
        is_asked=False,
        needs_person=False,
    )


def _said(axes: Sequence[str], experiencer: str) -> list[str]:
    said = [word for word, axis in zip(_AXES, axes, strict=True) if axis == "true"]
    return said if experiencer == "patient" else [*said, f"of {experiencer}"]


@lru_cache(maxsize=1 << 14)
def _source_key(source_id: str, rule_id: str, surface: str, label: str) -> str:
    return change_key("mention", source_id, rule_id, surface, label)


@lru_cache(maxsize=1 << 14)
def _change(rule_id: str, surface: str, label: str) -> str:
    return change_name("mention", rule_id, surface, label)
