"""The report beside the tables: its figures, its page, and what never stands in it."""

import re
from html.parser import HTMLParser
from typing import get_args

import pytest
from browser_hostile import HOSTILE
from hypothesis import given
from hypothesis import strategies as st
from publish_hostile import hostile_tables
from publish_pages import (
    PAIN,
    QUARANTINED,
    REST,
    RULES,
    SOURCES,
    document,
    edit,
    mention,
    page,
    plain_page,
    sample_page,
    sample_tables,
)

from pipeline.model import Quarantined, Relation, RelationKind, Source, content_id
from pipeline.publish import build_tables, read_report, write_tables
from pipeline.publish.package import BUILD_NAMES, REPORT
from pipeline.publish.report import report_page
from pipeline.publish.report.figures import Subject, Tie
from pipeline.publish.report.network import WIDTH, network
from pipeline.publish.report.summary import summarise
from pipeline.publish.report.view import corrected_by_rule, emphasised, portions, trust

TAGS = set(re.findall(r"\S+", """
    a article b body caption code dd del div dl dt em fieldset footer g h1 h2 h3 head header html input
    ins label legend li line main mark meta nav p path q rect section span style svg table tbody td text th
    thead title tr ul
"""))  # fmt: skip
ATTRIBUTES = set(re.findall(r"\S+", """
    aria-hidden aria-label aria-labelledby charset checked class content d data-head dir height href
    http-equiv id lang name preserveaspectratio role rx scope stroke-width title type viewbox width
    x x1 x2 y y1 y2
"""))  # fmt: skip


class Read(HTMLParser):
    """Which elements, attributes and links a page has, and its text."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.links, self.text = set(), set(), [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data):
        self.text += data


def relation(doc, subject, kind, name, evidence, *, is_negated=False):
    named = subject.preferred_name
    return Relation(content_id(doc.id, kind, name), doc.id, kind, subject.concept_id, named, named, None,
                    name, name, "sentence", 0.7, is_negated, 0, evidence)  # fmt: skip


def test_every_build_writes_the_report(tmp_path):
    write_tables(sample_tables(), tmp_path)
    assert REPORT in BUILD_NAMES
    assert (tmp_path / REPORT).read_text("utf-8") == report_page(sample_tables())


def test_the_same_pages_in_any_order_give_the_same_page():
    pages = [sample_page(), sample_page("clinic/b.txt"), plain_page()]
    assert report_page(sample_tables(pages)) == report_page(sample_tables(pages[::-1]))


def test_a_folder_and_the_tables_that_were_written_to_it_are_summed_up_alike(tmp_path):
    write_tables(sample_tables(), tmp_path)
    assert read_report(tmp_path) == summarise(sample_tables())


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_page_becomes_markup(text):
    read = Read(report_page(hostile_tables(text)))
    assert read.tags <= TAGS
    assert read.attributes <= ATTRIBUTES
    assert all(re.fullmatch(r"#[a-z]+|[a-z]+\.csv|README\.md", link) for link in read.links)


def test_what_a_reader_could_not_see_is_shown():
    shown = report_page(hostile_tables("\u202eevil\x1b[2J\ud800"))
    assert "\\u202eevil\\u001b[2J" in shown
    assert not set("\u202e\x1b") & set(shown)
    shown.encode()


def test_the_page_forbids_scripts_and_requests():
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]+)"', report_page(sample_tables()))
    assert policy.startswith("default-src &#39;none&#39;; style-src &#39;sha256-")


def test_an_empty_build_has_a_report():
    text = Read(report_page(build_tables([], [], [], []))).text
    assert "Nothing was dropped." in text
    assert "The pages state no relation." in text


def test_words_are_counted_before_and_after():
    flow = summarise(sample_tables([sample_page()])).flow
    assert (flow.pages, flow.quarantined, flow.blocks, flow.kept_blocks) == (1, 1, 3, 2)
    assert (flow.words, flow.kept_words) == (17, 14)


def test_all_words_have_their_part():
    report = summarise(sample_tables([sample_page(), plain_page()]))
    assert sum(portion.words for portion in portions(report)) == report.flow.words
    assert [portion.name for portion in portions(report)] == ["kept", "share line"]


def test_a_correction_is_shown_word_by_word_in_its_sentence():
    shown = report_page(sample_tables())
    assert "Stress <del>factors</del><ins>fractures</ins> hurt the the hip" in shown


def test_what_reviewers_rejected_has_its_column():
    doc = document(["Hip pain hurts."])
    made = page(doc, edits=lambda blocks: [edit(blocks[0], "Hip", "Hop", status="rejected", reviewer="ana")])
    assert ">rejected</th>" in report_page(build_tables([made], SOURCES, (), RULES))
    assert ">rejected</th>" not in report_page(sample_tables())


def test_a_statement_is_counted_once_for_pages_that_say_the_same():
    first, second = (document(["Hip pain", "Rest helps."], path=f"clinic/{name}.txt") for name in "ab")
    pages = [
        page(doc, mentions=lambda clean: [mention(clean, "Hip pain", PAIN)], concepts=[PAIN, REST],
             relations=[relation(doc, PAIN, "treated_by", "rest", "Rest helps.")],
             duplicate_of=None if doc is first else first.id)
        for doc in (first, second)
    ]  # fmt: skip
    report = summarise(build_tables(pages, SOURCES, QUARANTINED, RULES))
    assert [tie.pages for subject in report.subjects for tie in subject.ties] == [1]
    assert [(stated.statements, len(stated.examples)) for stated in report.relations] == [(2, 1)]
    assert [(copy.path, copy.original) for copy in report.copies] == [("clinic/b.txt", "clinic/a.txt")]


def test_negated_statements_tie_nothing():
    doc = document(["Hip pain", "Rest does not help."])
    denied = relation(doc, PAIN, "treated_by", "rest", "Rest does not help.", is_negated=True)
    made = page(doc, mentions=lambda clean: [mention(clean, "Hip pain", PAIN)], concepts=[PAIN, REST],
                relations=[denied])  # fmt: skip
    report = summarise(build_tables([made], SOURCES, (), RULES))
    assert not any(subject.ties for subject in report.subjects)
    assert [stated.negated for stated in report.relations] == [1]


def test_corrections_are_ranked_by_how_good_their_rules_are():
    bands = trust(corrected_by_rule(summarise(sample_tables())))
    assert [(band.name, band.made, band.flagged) for band in bands] == [
        ("0.95 to 0.99", 1, 0),
        ("not measured", 0, 1),
    ]


def test_many_sources_rules_and_files_do_not_make_a_long_page():
    sources = [Source(f"s{n}", f"Source {n}", "x", "x", "x", "unknown") for n in range(500)]
    refused = [Quarantined(f"s/{n}.txt", None, "read", "empty_file", "No bytes.") for n in range(5_000)]
    shown = report_page(build_tables([], sources, refused, RULES))
    assert len(shown) < 60_000
    assert "and 480 more sources" in shown
    assert "and 4,980 more files" in shown
    assert "<code>empty_file</code> 5,000" in shown


ties = st.builds(Tie, st.sampled_from(get_args(RelationKind)), st.text(min_size=1, max_size=60),
                 st.integers(1, 50))  # fmt: skip
subjects = st.lists(
    st.builds(Subject, st.text(), st.text(max_size=60), st.just(1), st.just(1), st.just(0), st.just(0),
              st.lists(ties, max_size=20).map(tuple)),
    max_size=10,
)  # fmt: skip


@given(subjects)
def test_the_picture_draws_every_line_between_what_it_shows(drawn):
    picture = network(drawn)
    if picture is None:
        assert not any(subject.ties for subject in drawn)
        return
    nodes = [node for side in picture.sides for node in side]
    assert all(0 < node.y < picture.height and 0 < node.x < WIDTH for node in (*nodes, *picture.subjects))
    ends = {(node.x + (8 if node.x < WIDTH / 2 else -8), node.y) for node in nodes}
    assert {tuple(map(float, line.path.rsplit(" ", 1)[1].split(","))) for line in picture.lines} == ends
    assert all(2 <= line.width <= 7 for line in picture.lines)


@given(st.text(), st.text(), st.text())
def test_marking_the_words_of_a_statement_leaves_its_text_as_it_is(evidence, subject, object_):
    assert "".join(text for _, text in emphasised(evidence, subject, object_)) == evidence


def test_the_words_of_a_statement_are_marked_whatever_their_case():
    parts = emphasised("Rest helps hip pain.", "Hip pain", "rest")
    assert parts == (
        ("other", ""),
        ("object", "Rest"),
        ("other", " helps "),
        ("subject", "hip pain"),
        ("other", "."),
    )
