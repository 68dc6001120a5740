from __future__ import annotations

from dataclasses import replace

from msgspec import structs

from pipeline.model import Block, CleanText, Document, Edit, Page
from pipeline.trace import trace_page

TEXT = "Menu\nTake teh pill"
DOCUMENT = Document(
    id="d", source_id="s", path="s/a.txt", title=None, url=None, media_type="text/plain", language="en",
    encoding="utf-8", raw_sha256="0", text=TEXT,
)  # fmt: skip
KEPT = Block(
    document_id="d", index=1, start=5, end=18, text="Take teh pill", kind="paragraph", heading_level=None,
    heading=None, section_type="other", locator="line[2]",
)  # fmt: skip
DROPPED = structs.replace(
    KEPT, index=0, start=0, end=4, text="Menu", is_kept=False, rule_id="menu", reason="navigation", score=0.1
)
EDIT = Edit(
    id="e", document_id="d", block_index=1, start=10, end=13, before="teh", after="the", rule_id="swap",
    kind="spelling", confidence=0.9, status="applied", context_before="Take ", context_after=" pill",
    reason="Letters are swapped.", evidence="", reviewer=None,
)  # fmt: skip
PAGE = Page(
    document=DOCUMENT, duplicate_of=None, blocks=(DROPPED, KEPT), asked_rules=(), heeded=(),
    edits=(EDIT,),
    clean=CleanText("d", None, ()), mentions=(), concepts=(), topic_concept_id=None, relations=(),
)  # fmt: skip


def lines(page: Page) -> list[str]:
    return [line.strip() for line in trace_page(page)]


def test_dropped_block_is_shown_with_rule_and_reason():
    assert "[0] DROP paragraph, other, score 0.10: menu, navigation" in lines(PAGE)


def test_made_edit_stands_in_its_text():
    assert "Take [teh → the] pill" in lines(PAGE)


def test_proposed_edit_is_marked_as_not_made():
    assert "Take [teh ?→ the] pill" in lines(replace(PAGE, edits=(replace(EDIT, status="flagged"),)))


def test_edit_is_explained_below_its_block():
    assert "applied: 'teh' → 'the', swap, confidence 0.90" in lines(PAGE)
    assert "Letters are swapped." in lines(PAGE)


def test_overlapping_proposal_is_listed_though_not_marked():
    proposal = replace(EDIT, id="f", start=12, end=18, before="h pill", after="h mill", status="flagged")
    shown = lines(replace(PAGE, edits=(EDIT, proposal)))
    assert "Take [teh → the] pill" in shown
    assert any(line.startswith("flagged: 'h pill'") for line in shown)


def test_control_characters_of_the_page_are_escaped():
    hostile = structs.replace(KEPT, text="\x1b]0;owned\x07\u202etxet")
    shown = "\n".join(trace_page(replace(PAGE, blocks=(hostile,), edits=())))
    assert "\\x1b]0;owned\\x07\\u202etxet" in shown
    assert "\x1b" not in shown
