"""The evidence on lines: counted for all lines at once, and the same as counted line by line."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from pipeline.model import NO_PARENT, Block, Declared, Document, Element, Markup
from pipeline.strip.classifier import lexicon_of
from pipeline.strip.evidence import page_evidence
from pipeline.strip.evidence.articles import article_columns
from pipeline.strip.evidence.container import containers
from pipeline.strip.evidence.families import families_of
from pipeline.strip.evidence.lines import line_columns
from pipeline.strip.evidence.markup import markup_columns
from pipeline.strip.evidence.second import score_columns
from pipeline.strip.evidence.windows import distances, shifted, window_means
from pipeline.strip.reading import read

LEXICON = lexicon_of({"the": [1, 0.5, 0.2, 1, 0], "gout": [0, 0, 0, 1, 1]}, {"sidebar": -2.0, "/entry": 1.5})
LINES = st.lists(
    st.text(min_size=1, max_size=40).filter(lambda text: "\n" not in text), min_size=1, max_size=12
)


def page(texts, *, html=False, title=None, declared=None, names=("entry-content",)):
    """Lines, in HTML each a `<p>` in one of three `<div>` with the names."""
    divs = [Element(NO_PARENT, "div", number, names) for number in (1, 2, 3)]
    elements = tuple([part for row, div in enumerate(divs) for part in (div, Element(2 * row, "p", 1, ()))])
    blocks = []
    for index, text in enumerate(texts):
        markup = Markup(0, len(text), "paragraph", None, 0, 0, 2 * (index % 3) + 1) if html else None
        blocks.append(
            Block("d", index, 0, len(text), text, "paragraph", None, None, "other", f"line[{index}]", markup)
        )
    document = Document(
        "d", "s", "p", title, None, "text/html" if html else "text/plain", "und", "utf-8", "", "",
        elements=elements if html else (), declared=declared or Declared(),
    )  # fmt: skip
    return document, tuple(blocks)


def column(table, name):
    return table.rows((name,))[0]


def evidence(document, blocks, claimed=()):
    return page_evidence(document, blocks, read([block.text for block in blocks]), claimed, LEXICON)


def line_in(element):
    return Block(
        "d", 0, 0, 1, "x", "other", None, None, "other", "", Markup(0, 1, "other", None, 0, 0, element)
    )


@settings(max_examples=100, deadline=None)
@given(LINES)
def test_counts_are_those_of_each_line(lines):
    reading = read(lines)
    columns = line_columns(lines, reading, LEXICON)
    words = [len(re.findall(r"\w+", re.sub("[\U00010000-\U0010ffff]", " ", line))) for line in lines]
    assert reading.counts["words"].tolist() == words
    assert len(reading.ids) == sum(words)
    assert columns["characters"] == pytest.approx(np.log1p([len(line) for line in lines]), rel=1e-5)
    digits = [sum(map(str.isdigit, line)) / len(line) for line in lines]
    assert columns["digit_share"] == pytest.approx(digits, abs=1e-6) or any(
        ord(c) > 0xFFFF for c in "".join(lines)
    )


def test_function_words_count_by_share():
    lines = ["The end of the line", "Menu"]
    columns = line_columns(lines, read(lines), LEXICON)
    assert columns["function_words"].tolist() == pytest.approx([0.4, 0])


@settings(max_examples=60, deadline=None)
@given(LINES, st.booleans())
def test_evidence_is_finite_and_has_one_number_a_line(lines, html):
    document, blocks = page(lines, html=html, title="A title")
    its = evidence(document, blocks, {0})
    scores = np.linspace(0, 1, len(lines)).astype(np.float32)
    table = its.table.beside(score_columns(its, scores))
    assert table.values.shape == (len(table.names), len(lines))
    assert table.values.dtype == np.float32
    assert np.isfinite(table.values).all()


def test_every_column_belongs_to_a_family():
    document, blocks = page(["One", "Two"], html=True)
    assert len(families_of(evidence(document, blocks).table.names)) > 80


def test_names_depend_on_the_kind_of_page_alone():
    names = [
        evidence(*page(lines, html=True, declared=declared)).table.names
        for lines, declared in ((["One"], None), (["Two", "Three"], Declared("article", "x", "y", "z")))
    ]
    assert names[0] == names[1]


def test_names_in_the_markup_count_whole_and_in_parts():
    document, blocks = page(["One"], html=True, names=("sidebar", "entry-content"))
    table = evidence(document, blocks).table
    assert column(table, "names_low") == -2.0
    assert column(table, "parts_high") == 0.75


def test_words_that_are_known_count_for_the_page():
    table = evidence(*page(["the gout", "unheard of"])).table
    assert column(table, "page_known").tolist() == [0.5, 0.5]
    assert column(table, "page_health").tolist() == [0.25, 0.25]


NESTED = [
    (NO_PARENT, ()), (0, ("sidebar",)), (1, ("main",)), (2, ("entry-x",)), (3, ()), (4, ()),
    (3, ("sidebar",)),
]  # fmt: skip
ELEMENTS = tuple([Element(parent, "div", 1, names) for parent, names in NESTED])


def around_line(element):
    around = containers(ELEMENTS, [line_in(element)])
    return markup_columns([line_in(element)], around, LEXICON)


def test_names_of_all_elements_around_a_line_count():
    columns = around_line(5)
    assert columns["depth"] == 6
    assert columns["names_sum"] == -2.0
    assert columns["names_mean"] == pytest.approx(-2.0 / 9)
    assert (columns["names_low"], columns["names_high"]) == (-2.0, 0)
    assert (columns["parts_low"], columns["parts_high"]) == (0, 1.5)
    assert (columns["in_main"], columns["in_nav"]) == (1, 0)


def test_names_nearby_are_those_of_three_elements():
    assert around_line(5)["parts_near"] == 1.5
    assert around_line(5)["names_near"] == 0
    assert around_line(6)["names_near"] == -2.0


def test_names_beside_a_line_do_not_count():
    assert around_line(2)["parts_sum"] == 0
    assert around_line(1)["in_main"] == 0
    assert around_line(4)["names_sum"] == -2.0


def test_line_without_markup_stands_in_no_element():
    block = structs.replace(line_in(0), markup=None)
    columns = markup_columns([block], containers(ELEMENTS, [block]), LEXICON)
    assert not any(column[0] for column in columns.values())


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_lines_of_a_part_of_the_page_see_what_they_see_in_the_whole(data):
    parents = [data.draw(st.integers(0, 3)) for _ in range(20)]
    elements, way = [], [NO_PARENT]
    for row, ups in enumerate(parents):
        del way[max(1, len(way) - ups) :]
        elements.append(Element(way[-1], "p", 1, ("sidebar",) if row % 3 else ()))
        way.append(row)
    blocks = [line_in(row) for row in range(len(elements))]
    start = data.draw(st.integers(0, len(blocks) - 1))
    whole = markup_columns(blocks, containers(elements, blocks), LEXICON)
    part = markup_columns(blocks[start:], containers(elements, blocks[start:]), LEXICON)
    for name, column in part.items():
        assert column.tolist() == pytest.approx(whole[name][start:].tolist()), name


def test_line_of_the_declared_body_is_found():
    body = "Gout is a kind of arthritis. It comes on quickly and hurts."
    document, blocks = page(
        ["Menu and more", "Gout is a kind of arthritis."], html=True, declared=Declared(body=body)
    )
    assert column(evidence(document, blocks).table, "in_body").tolist() == [0, 1]


def test_title_is_known_by_its_words():
    document, blocks = page(["Home", "Gout and the toe"], title="Gout and the toe - Example")
    assert column(evidence(document, blocks).table, "title_share").tolist() == [0, 1]


def test_lines_are_told_by_the_article_they_stand_in():
    rows = [(NO_PARENT, "body"), (0, "article"), (0, "article"), (2, "article"), (0, "aside")]
    elements = tuple([Element(parent, tag, 1, ()) for parent, tag in rows])
    around = containers(elements, [line_in(row) for row in (1, 3, 2, 4)])
    share = np.array([0.0, 1.0, 0.0, 0.0])
    columns = article_columns(around, share, share)
    assert columns["article_number"].tolist() == [1, 2, 2, 0]
    assert columns["articles"].tolist() == [2, 2, 2, 2]
    assert columns["title_article"].tolist() == [False, True, True, False]
    assert article_columns(around, share * 0, share)["title_article"].tolist() == [-1, -1, -1, -1]


def test_lines_of_one_element_share_a_group():
    its = containers(ELEMENTS, [line_in(4), line_in(6), line_in(2)])
    near, far, *_ = its.groups()
    assert near[0] == near[1] != near[2]
    assert far[0] != far[2]


def test_distances_to_flagged_lines():
    above, below = distances(np.array([False, True, False, False]))
    assert above.tolist() == [50, 0, 1, 2]
    assert below.tolist() == [1, 0, 50, 50]


def test_windows_end_at_the_page():
    columns = np.array([[1.0, 2.0, 6.0]], np.float32)
    assert window_means(columns, [1, 9]).tolist() == [[1.5, 3.0, 4.0], [3.0, 3.0, 3.0]]
    assert shifted(columns, [1])[0].ravel().tolist() == [2, 6, -1]
    assert shifted(columns, [-1])[0].ravel().tolist() == [-1, 1, 2]
    assert shifted(columns, [5])[0].ravel().tolist() == [-1, -1, -1]
