"""The story of a page as one self-contained page for a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.model import MADE, Mention, Page
from pipeline.pieces import pieces
from pipeline.publish.paper import render
from pipeline.trace.view import shown_blocks, shown_rows


def trace_html(page: Page) -> str:
    """One page with what each step did to it: text in reading order, marks in it, and the rows they lead to.

    Of a huge page the beginning is shown, and said how much is left out.
    """
    blocks = shown_blocks(page)
    names = {concept.concept_id: concept.preferred_name for concept in page.concepts}
    return render(
        Path(__file__).parent,
        "trace",
        page=page,
        document=page.document,
        blocks=blocks,
        rows=shown_rows(page, blocks),
        names=names,
        kept=sum(block.is_kept for block in page.blocks),
        made=sum(edit.status in MADE for edit in page.edits),
        statuses=MADE,
        pieces=pieces,
        aspects=_aspects,
    )


def _aspects(mention: Mention) -> Iterator[str]:
    """The label, and what keeps the mention from being a plain finding."""
    yield mention.label.lower()
    if mention.is_negated:
        yield "negated"
    if mention.is_uncertain:
        yield "uncertain"
    if mention.is_hypothetical:
        yield "hypothetical"
    if mention.experiencer != "patient":
        yield f"of {mention.experiencer}"
