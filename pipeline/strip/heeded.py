"""Keeps the blocks that were dropped against a reviewer's verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from pipeline.heeding import Heeding, Question, block_keys
from pipeline.model import Block
from pipeline.strip.listed import REVIEWER


def heed_blocks(path: str, blocks: Sequence[Block], heeding: Heeding) -> tuple[Block, ...]:
    """The same blocks, those kept that a reviewer wants kept.

    Args:
        path: the document's, under raw/.
        blocks: all its blocks, marked.
        heeding: what the reviewers decided.
    """
    return tuple(_heeded(path, blocks, heeding)) if heeding else tuple(blocks)


def _heeded(path: str, blocks: Sequence[Block], heeding: Heeding) -> Iterator[Block]:
    for block, key in zip(blocks, block_keys(path, blocks), strict=True):
        yield block if block.is_kept else _judged(block, key, heeding)


def _judged(block: Block, key: str, heeding: Heeding) -> Block:
    rule_id = block.rule_id or ""
    decision = heeding.verdict(Question("block", key, rule_id, block.text))
    if decision is None or decision.action != "reject":
        return block
    reason = f"kept by {decision.reviewer}; {rule_id} had dropped it: {block.reason}"
    return msgspec.structs.replace(block, is_kept=True, rule_id=REVIEWER.rule_id, reason=reason)
