"""Marks each block of a page kept or dropped, with reason, rule and score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.model import Block, Document, Facts
from pipeline.strip.boilerplate import Boilerplate
from pipeline.strip.comments_policy import dropped_parts
from pipeline.strip.judgement import JUDGEMENT, judge
from pipeline.strip.mechanisms import claims
from pipeline.strip.neighbours import settle
from pipeline.strip.outline import Outline, outline
from pipeline.strip.repeated import REPEATED_LINE, repeated_blocks

Claims = Mapping[int, tuple[str, str]]
"""Rule id and reason by block index."""


def strip(
    document: Document, blocks: tuple[Block, ...], boilerplate: Boilerplate, facts: Facts
) -> tuple[Block, ...]:
    """Mark boilerplate: the same blocks in the same order, only their marks changed.

    The rules claim first, in file order; then the lines that repeat across the source; the plain judgement
    decides on the rest.

    Args:
        document: the page, for what it declares about itself.
        blocks: all its blocks.
        boilerplate: the compiled rules.
        facts: what the corpus says about the document's lines.
    """
    page = outline(blocks)
    claimed = _claims(document, page, boilerplate, facts)
    verdicts = settle(page, claimed.keys(), judge(document, page, claimed.keys()))
    return tuple(
        _dropped(block, *claimed[index])
        if index in claimed
        else replace(
            block,
            is_kept=verdict.is_kept,
            reason=verdict.reason,
            rule_id=JUDGEMENT.rule_id,
            score=round(verdict.score, 4),
        )
        for index, (block, verdict) in enumerate(zip(blocks, verdicts, strict=True))
    )


def _claims(document: Document, page: Outline, boilerplate: Boilerplate, facts: Facts) -> Claims:
    dropped = dropped_parts(document, page, boilerplate.comments)
    rules = [rule for rule in boilerplate.rules if rule.about is None or rule.about in dropped]
    ruled = claims(rules, boilerplate.wording, page)
    found = {index: (rule.rule_id, rule.reason) for index, rule in ruled.items()}
    for index in repeated_blocks(page, facts.repeated_lines):
        found.setdefault(index, (REPEATED_LINE.rule_id, "the line repeats across the pages of its source"))
    return found


def _dropped(block: Block, rule_id: str, reason: str) -> Block:
    return replace(block, is_kept=False, reason=reason, rule_id=rule_id, score=0.0)
