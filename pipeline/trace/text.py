"""The story of a page as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.model import MADE, Block, Edit, Mention, Page, Relation
from pipeline.terminal import shown
from pipeline.trace.marks import placed
from pipeline.trace.view import by_block

INDENT = "      "


def trace_page(page: Page) -> Iterator[str]:
    """Tell the story of a page: how it was read, then block by block what each step did.

    Text of the page is escaped: a hostile page cannot steer the terminal.
    """
    yield from _head(page)
    edits, mentions, relations = by_block(page.edits), by_block(page.mentions), by_block(page.relations)
    for block in page.blocks:
        yield ""
        yield _verdict(block)
        yield INDENT + _marked(block, edits[block.index])
        yield from (INDENT + line for edit in edits[block.index] for line in _edit(edit))
        yield from (INDENT + _mention(mention) for mention in mentions[block.index])
        yield from (INDENT + _relation(relation) for relation in relations[block.index])


def _head(page: Page) -> Iterator[str]:
    document = page.document
    kept = sum(block.is_kept for block in page.blocks)
    yield document.path
    yield f"  read     {document.media_type}, {document.encoding}, language {document.language}"
    yield f"  title    {shown(page.clean.title or '-')}"
    if page.duplicate_of:
        yield f"  same text, or nearly, as document {page.duplicate_of}"
    yield f"  strip    {kept} of {len(page.blocks)} blocks kept"
    made = sum(edit.status in MADE for edit in page.edits)
    yield f"  correct  {made} of {len(page.edits)} corrections made"
    yield f"  extract  {len(page.mentions)} mentions, {len(page.relations)} relations"
    yield f"  topic    {_topic(page)}"


def _topic(page: Page) -> str:
    names = {concept.concept_id: concept.preferred_name for concept in page.concepts}
    topic = page.topic_concept_id
    return shown(f"{names.get(topic, topic)} ({topic})") if topic else "-"


def _verdict(block: Block) -> str:
    verdict = "keep" if block.is_kept else "DROP"
    why = ", ".join(filter(None, [block.rule_id, block.reason]))
    return shown(f"[{block.index}] {verdict} {block.kind}, {block.section_type}, score {block.score:.2f}"
                     + (f": {why}" if why else ""))  # fmt: skip


def _marked(block: Block, edits: Iterable[Edit]) -> str:
    """The block's text with its edits in place: `[before → after]`, or `[before ?→ after]` if not made."""
    parts, position = [], 0
    for edit in placed(edits):  # a proposal may overlap a made edit; it is listed below all the same
        start, end = edit.start - block.start, edit.end - block.start
        arrow = "→" if edit.status in MADE else "?→"
        parts.append(f"{block.text[position:start]}[{edit.before} {arrow} {edit.after}]")
        position = end
    return shown("".join(parts) + block.text[position:])


def _edit(edit: Edit) -> Iterator[str]:
    by = f" by {edit.reviewer}" if edit.reviewer else ""
    yield shown(f"{edit.status}{by}: {edit.before!r} → {edit.after!r}, {edit.rule_id}, "
                    f"confidence {edit.confidence:.2f}")  # fmt: skip
    yield shown(f"  {edit.reason} {edit.evidence}".rstrip())


def _mention(mention: Mention) -> str:
    axes = {
        "negated": mention.is_negated,
        "uncertain": mention.is_uncertain,
        "hypothetical": mention.is_hypothetical,
        mention.experiencer: mention.experiencer != "patient",
    }
    context = "".join(f", {name}" for name, holds in axes.items() if holds)
    return shown(f"{mention.label} {mention.surface!r}: {mention.concept_id}, {mention.match}, "
                     f"score {mention.score:.2f}{context}")  # fmt: skip


def _relation(relation: Relation) -> str:
    negated = "not " if relation.is_negated else ""
    return shown(f"{relation.subject_name} {negated}{relation.relation} {relation.object_name}: "
                     f"{relation.method}, score {relation.score:.2f}")  # fmt: skip
