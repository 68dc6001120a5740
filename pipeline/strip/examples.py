"""The examples of the rules as blocks, and the check that each rule does what its examples say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pipeline.errors import RuleError
from pipeline.model import NO_PARENT, Block, BlockKind, Element, Markup
from pipeline.strip.mechanisms import claims
from pipeline.strip.outline import Outline, outline
from pipeline.strip.rule import StripRule
from pipeline.strip.wording import wording

_Draft = tuple[int, BlockKind, tuple[str, ...], str]
"""Start, kind, names of the element and text of a block to be."""
_ELEMENT = re.compile(r"<([a-z][\w -]{0,80})> ")


def check_examples(entry: Mapping[str, Any], rule: StripRule, where: str) -> None:
    """Run a rule on the texts of its entry.

    Raises:
        RuleError: it claims no block of one of the `examples`, or a block of one of the `keeps`.
    """
    words = wording([rule])
    for key, acts in (("examples", True), ("keeps", False)):
        for text in entry[key]:
            if bool(claims([rule], words, example_page(text))) != acts:
                verb = "does not act" if acts else "acts"
                raise RuleError(f"The rule {verb} on {text!r} of its `{key}`.", where=where,
                                remedy="Change the pattern or the example.")  # fmt: skip


def example_page(text: str) -> Outline:
    """A rule's example as a page, one block a line.

    `# ` stands before a heading, `- ` before a list item, `<names of the element> ` before a block of HTML.
    """
    drafts = _drafts(text)
    elements = [Element(NO_PARENT, "div", place, names) for place, (_, _, names, _) in enumerate(drafts, 1)]
    return outline([_example_block(index, draft) for index, draft in enumerate(drafts)], elements)


def _drafts(text: str) -> list[_Draft]:
    drafts: list[_Draft] = []
    start = 0
    for line in text.split("\n"):
        kind: BlockKind = "list_item" if line.startswith("- ") else "other"
        if line.startswith("# "):
            kind = "heading"
        if line.strip():
            drafts.append((start, kind, *_named(line.removeprefix("# "))))
        start += len(line) + 1
    return drafts


def _named(line: str) -> tuple[tuple[str, ...], str]:
    found = _ELEMENT.match(line)
    return (tuple(found[1].split()), line[found.end() :]) if found else ((), line)


def _example_block(index: int, draft: _Draft) -> Block:
    start, kind, names, text = draft
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
        locator=f"line[{index + 1}]",
        markup=Markup(start, end, kind, None, 0, 0, element=index) if names else None,
    )
