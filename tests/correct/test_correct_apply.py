"""Apply then undo is the identity, for any text and any edits."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.correct import apply, undo
from pipeline.model import Block, Document, Edit

TEXT = st.text(st.characters(exclude_characters="\n", exclude_categories=("Cs",)), max_size=40)


@st.composite
def edited_pages(draw):
    """Pages with edits that touch, insert, delete and replace."""
    lines = draw(st.lists(TEXT, min_size=1, max_size=4))
    blocks, edits, start = [], [], 0
    for index, line in enumerate(lines):
        block = Block(
            "d", index, start, start + len(line), line, draw(st.sampled_from(["title", "paragraph"])), None,
            None, "other", "", is_kept=draw(st.booleans()),
        )  # fmt: skip
        cuts = sorted(draw(st.lists(st.integers(0, len(line)), max_size=6)))
        edits += [
            edit_of(block, left, right, draw(TEXT), draw(st.sampled_from(["applied", "flagged", "accepted"])))
            for left, right in pairwise(cuts)
            if block.is_kept
        ]
        blocks.append(block)
        start += len(line) + 1
    return page("\n".join(lines)), blocks, edits


def page(text):
    return Document("d", "s", "s/p", "Title", None, "text/plain", "en", "utf-8", "0", text)


def edit_of(block, left, right, after, status="applied"):
    return Edit(
        "k", "d", block.index, block.start + left, block.start + right, block.text[left:right], after, "r",
        "other", 1.0, status, "", "", "", "",
    )  # fmt: skip


@given(edited_pages())
def test_undo_gives_the_raw_text_back(case):
    document, blocks, edits = case
    assert undo(apply(document, blocks, edits)) == tuple(block.text for block in blocks if block.is_kept)


@given(edited_pages())
def test_replaying_the_edits_on_the_raw_text_gives_the_clean_text(case):
    document, blocks, edits = case
    for clean in apply(document, blocks, edits).blocks:
        text = document.text[clean.block.start : clean.block.end]
        for edit in reversed(clean.edits):
            text = text[: edit.start - clean.block.start] + edit.after + text[edit.end - clean.block.start :]
        assert text == clean.text


@given(edited_pages())
def test_each_clean_block_stands_where_it_says(case):
    clean = apply(*case)
    assert all(clean.text[b.start : b.start + len(b.text)] == b.text for b in clean.blocks)


def test_the_title_is_the_corrected_title_block():
    block = Block("d", 0, 0, 8, "Teh hips", "title", None, None, "other", "")
    assert apply(page("Teh hips"), [block], [edit_of(block, 0, 3, "The")]).title == "The hips"


def titled(*lines, media_type="text/plain"):
    """The title of a page; a line is kind, text and whether it is kept."""
    blocks, start = [], 0
    for index, (kind, text, is_kept) in enumerate(lines):
        end = start + len(text)
        blocks.append(Block("d", index, start, end, text, kind, None, None, "other", "", is_kept=is_kept))
        start = end + 1
    return apply(replace(page("..."), media_type=media_type), blocks, []).title


DROPPED = ("title", "Title", False)


def test_the_title_is_the_kept_title_block():
    assert titled(DROPPED, ("title", "Hip pain", True)) == "Hip pain"


def test_a_page_without_title_blocks_has_the_title_of_its_document():
    assert titled(("paragraph", "It hurts.", True)) == "Title"


def test_a_dropped_line_of_a_text_is_not_its_title():
    assert titled(DROPPED, ("heading", "Hip pain", True), ("paragraph", "It hurts.", True)) == "Hip pain"
    assert titled(DROPPED, ("paragraph", "It hurts.", True), ("heading", "Causes", True)) is None


def test_the_title_of_markup_does_not_hang_on_a_line():
    assert titled(DROPPED, ("paragraph", "It hurts.", True), media_type="text/html") == "Title"
