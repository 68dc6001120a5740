"""The trace as a page: marks in the text, the rows they lead to, and its bounds."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from test_cli_trace import DOCUMENT, EDIT, KEPT, PAGE

from pipeline.model import MADE, CleanText, Mention, Relation
from pipeline.trace import trace_html
from pipeline.trace.marks import fragments, placed
from schemas import TABLES

TEXT = "Take teh pill for hip pain, never for fever."
BLOCK = structs.replace(KEPT, index=1, start=100, end=100 + len(TEXT), text=TEXT)
RELATION = Relation("r1", "d", "treated_by", "local:pain", "pain", "pain", None, "pill", "pill", "sentence",
                    0.5, False, 1, "Take the pill for hip pain")  # fmt: skip


def edit(start: int, end: int, after: str = "x", *, name: str = "", status: str = "applied"):
    before = TEXT[start:end]
    return replace(EDIT, id=name or f"e{start}-{end}", start=100 + start, end=100 + end, before=before,
                   after=after, status=status)  # fmt: skip


def mention(start: int, end: int, *, label: str = "SYMPTOM", negated: bool = False) -> Mention:
    surface = TEXT[start:end]
    return Mention(f"m{start}-{end}", "d", 1, 100 + start, 100 + end, start, end, surface, surface, label,
                   "local:pain", "exact", 0.8, negated, False, False, "patient", "other")  # fmt: skip


def page(*, edits=(), mentions=(), relations=(), block=BLOCK):
    return replace(PAGE, document=replace(DOCUMENT, text=" " * 100 + TEXT), blocks=(PAGE.blocks[0], block),
                   edits=tuple(edits), mentions=tuple(mentions), relations=tuple(relations),
                   clean=CleanText("d", None, ()))  # fmt: skip


class Read(HTMLParser):
    """Ids, links and the text of the page."""

    def __init__(self, shown: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(shown)

    def handle_starttag(self, tag, attrs):
        self.ids += [value for name, value in attrs if name == "id"]
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data):
        self.text += data


def spans(longest: int):
    return st.tuples(st.integers(0, len(TEXT)), st.integers(0, longest)).map(
        lambda span: (span[0], min(len(TEXT), span[0] + span[1]))
    )


edit_lists = st.lists(
    st.builds(
        lambda span, status: edit(*span, status=status),
        spans(8),
        st.sampled_from(["applied", "flagged", "rejected"]),
    ),
    max_size=6,
    unique_by=lambda one: one.id,
)
mention_lists = st.lists(
    spans(12).filter(lambda span: span[0] < span[1]).map(lambda span: mention(*span)),
    max_size=6,
    unique_by=lambda one: one.id,
)


@given(edit_lists, mention_lists)
def test_fragments_are_the_text(edits, mentions):
    cut = fragments(BLOCK, placed(edits), mentions, BLOCK.end)
    assert "".join(fragment.text for fragment in cut) == TEXT


@given(edit_lists, mention_lists)
def test_every_mark_begins_and_ends_once(edits, mentions):
    in_text = placed(edits)
    cut = fragments(BLOCK, in_text, mentions, BLOCK.end)
    assert [fragment.edit for fragment in cut if fragment.edit] == list(in_text)
    for whole in mentions:
        assert sum(whole in fragment.begins for fragment in cut) == 1
        assert sum(whole in fragment.ends for fragment in cut) == 1


@given(edit_lists)
def test_placed_edits_never_overlap_and_made_ones_come_first(edits):
    in_text = placed(edits)
    assert all(one.end <= other.start for one, other in pairwise(in_text))
    made = [one for one in edits if one.status in MADE]
    assert [one for one in in_text if one.status in MADE] == list(placed(made))


@settings(max_examples=40, deadline=None)
@given(edit_lists, mention_lists)
def test_every_link_leads_to_one_place(edits, mentions):
    read = Read(trace_html(page(edits=edits, mentions=mentions, relations=[RELATION])))
    assert len(set(read.ids)) == len(read.ids)
    assert {link.removeprefix("#") for link in read.links} <= set(read.ids)


def test_a_made_edit_is_shown_word_by_word():
    assert "<del>teh</del><ins>the</ins>" in trace_html(page(edits=[edit(5, 8, "the")]))


def test_a_mention_over_an_edit_is_one_mark_with_one_label():
    shown = trace_html(page(edits=[edit(5, 8, "the")], mentions=[mention(0, 13, label="TREATMENT")]))
    marks = re.findall(r'<mark class="TREATMENT([^"]*)"', shown.split("<main", 1)[1])
    assert marks == [" begins", "", " ends"]
    assert shown.split("<main", 1)[1].count('<a class="tag') == 1


def test_a_label_says_what_keeps_a_mention_from_being_a_finding():
    assert ">symptom, negated</a>" in trace_html(page(mentions=[mention(38, 43, negated=True)]))


def test_a_dropped_block_names_rule_reason_and_score():
    assert "dropped: navigation · <code>menu</code> · score 0.10" in trace_html(PAGE)


def test_a_proposal_without_a_place_is_told_beside_the_block():
    shown = trace_html(page(edits=[edit(5, 8, "the"), edit(6, 10, "y", name="f", status="flagged")]))
    assert "which overlaps another" in shown


def test_a_row_has_the_columns_of_its_table():
    shown = trace_html(page(edits=[edit(5, 8)], mentions=[mention(18, 26)], relations=[RELATION]))
    for table in ("corrections", "mentions", "relations", "blocks"):
        section = shown.split(f'id="rows-{table}"')[1].split("</section>")[0]
        names = [name for name in TABLES[table].fields if name not in {"text", "clean_text"}]
        assert list(dict.fromkeys(re.findall(r"<dt>(\w+)</dt>", section))) == names


def test_cells_are_written_as_in_the_table():
    shown = trace_html(page(mentions=[mention(18, 26)]))
    assert "<dt>score</dt><dd>0.8000</dd>" in shown
    assert "<dt>is_negated</dt><dd>false</dd>" in shown


def test_a_huge_page_is_cut_and_says_so():
    lines = [
        structs.replace(BLOCK, index=n, start=100 + 9 * n, end=108 + 9 * n, text="hip pain")
        for n in range(4_000)
    ]
    shown = trace_html(replace(page(), blocks=tuple(lines)))
    assert len(shown) < 2_000_000
    assert "2,500 more blocks are in" in shown


def test_a_huge_block_is_cut_and_says_so():
    shown = trace_html(page(block=structs.replace(BLOCK, end=100 + 1_000_000, text="x" * 1_000_000)))
    assert len(shown) < 60_000
    assert "992,000 more characters" in shown
