"""The examples of the rules as blocks, and the check that each rule does what its examples say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.errors import RuleError
from pipeline.model import Block, BlockKind
from pipeline.strip.mechanisms import claims
from pipeline.strip.outline import outline
from pipeline.strip.rule import StripRule
from pipeline.strip.wording import wording


def check_examples(entry: Mapping[str, Any], rule: StripRule, where: str) -> None:
    """Run a rule on the texts of its entry.

    Raises:
        RuleError: it claims no block of one of the `examples`, or a block of one of the `keeps`.
    """
    words = wording([rule])
    for key, acts in (("examples", True), ("keeps", False)):
        for text in entry[key]:
            if bool(claims([rule], words, outline(example_blocks(text)))) != acts:
                verb = "does not act" if acts else "acts"
                raise RuleError(f"The rule {verb} on {text!r} of its `{key}`.", where=where,
                                remedy="Change the pattern or the example.")  # fmt: skip


def example_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a rule's example: one a line, `# ` before a heading, `- ` before a list item."""
    blocks: list[Block] = []
    start = 0
    for line in text.split("\n"):
        kind: BlockKind = "list_item" if line.startswith("- ") else "other"
        if line.startswith("# "):
            kind = "heading"
        if line.strip():
            blocks.append(_example_block(len(blocks), start, line.removeprefix("# "), kind))
        start += len(line) + 1
    return tuple(blocks)


def _example_block(index: int, start: int, text: str, kind: BlockKind) -> Block:
    return Block(
        document_id="example",
        index=index,
        start=start,
        end=start + len(text),
        text=text,
        kind=kind,
        heading_level=2 if kind == "heading" else None,
        heading=None,
        section_type="other",
        locator=f"line[{index + 1}]",
    )
