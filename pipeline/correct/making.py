"""Make edits on the raw text, and unmake them: apply then undo is the identity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.model import MADE, Block, CleanBlock, CleanText, Document, Edit


def apply(document: Document, blocks: Sequence[Block], edits: Sequence[Edit]) -> CleanText:
    """The kept blocks of a document with the applied and accepted edits made.

    Args:
        document: the page; gives the title where no title block is kept (see `_title`).
        blocks: all its blocks, in order.
        edits: what `correct` gave for them.
    """
    made: defaultdict[int, list[Edit]] = defaultdict(list)
    for edit in edits:
        if edit.status in MADE:
            made[edit.block_index].append(edit)
    clean, start = [], 0
    for block in blocks:
        if block.is_kept:
            ours = tuple(sorted(made[block.index], key=lambda edit: (edit.start, edit.end)))
            clean.append(CleanBlock(block, _replay(block, ours), start, ours))
            start += len(clean[-1].text) + 1
    return CleanText(document.id, _title(document, blocks, clean), tuple(clean))


def undo(clean: CleanText) -> tuple[str, ...]:
    """The raw text of each kept block, from the clean text and the made edits alone."""
    return tuple(_unmake(block) for block in clean.blocks)


def _title(document: Document, blocks: Sequence[Block], clean: Sequence[CleanBlock]) -> str | None:
    """The kept title, else the document's.

    A plain text has its title from one of its lines. Where that line was dropped it is none, and the
    heading with which the kept text begins takes its place.
    """
    kept = next((block.text for block in clean if block.block.kind == "title"), None)
    was_dropped = any(block.kind == "title" and not block.is_kept for block in blocks)
    if kept or document.media_type != "text/plain" or not was_dropped:
        return kept or document.title
    return clean[0].text if clean and clean[0].block.kind == "heading" else None


def _replay(block: Block, edits: Sequence[Edit]) -> str:
    parts, position = [], 0
    for edit in edits:
        parts += [block.text[position : edit.start - block.start], edit.after]
        position = edit.end - block.start
    return "".join(parts) + block.text[position:]


def _unmake(block: CleanBlock) -> str:
    parts, position, shift = [], 0, -block.block.start
    for edit in block.edits:
        parts += [block.text[position : edit.start + shift], edit.before]
        position = edit.start + shift + len(edit.after)
        shift += len(edit.after) - len(edit.before)
    return "".join(parts) + block.text[position:]
