"""The examples of the rules as blocks, and the check that each rule does what its examples say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pipeline.errors import RuleError
from pipeline.model import Block, BlockKind, Markup
from pipeline.strip.mechanisms import claims
from pipeline.strip.outline import outline
from pipeline.strip.rule import StripRule
from pipeline.strip.wording import wording

_ELEMENT = re.compile(r"<([a-z][\w -]{0,80})> ")


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
    """The blocks of a rule's example, one a line.

    `# ` stands before a heading, `- ` before a list item, `<names of the element> ` before a block of HTML.
    """
    blocks: list[Block] = []
    start = 0
    for line in text.split("\n"):
        kind: BlockKind = "list_item" if line.startswith("- ") else "other"
        if line.startswith("# "):
            kind = "heading"
        if line.strip():
            names, text = _named(line.removeprefix("# "))
            blocks.append(_example_block(len(blocks), start, text, kind, names))
        start += len(line) + 1
    return tuple(blocks)


def _named(line: str) -> tuple[tuple[str, ...], str]:
    found = _ELEMENT.match(line)
    return (tuple(found[1].split()), line[found.end() :]) if found else ((), line)


def _example_block(index: int, start: int, text: str, kind: BlockKind, names: tuple[str, ...]) -> Block:
    locator = f"html/body/div[{index + 1}]" if names else f"line[{index + 1}]"
    end = start + len(text)
    return Block(
        document_id="example",
        index=index,
        start=start,
        end=end,
        text=text,
        kind=kind,
        heading_level=2 if kind == "heading" else None,
        heading=None,
        section_type="other",
        locator=locator,
        markup=Markup(start, end, kind, None, locator, 0, 0, ("div", *names)) if names else None,
    )
