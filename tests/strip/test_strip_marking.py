"""Whole pages: every block gets its mark, and nothing but the marks changes."""

import time
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from pipeline.model import NO_PARENT, Document, Element, Facts, Markup, line_key
from pipeline.strip import load_boilerplate, segment, stage_rules, strip
from pipeline.strip.examples import example_page

BOILERPLATE = load_boilerplate()
DOCUMENT = Document(
    id="example", source_id="examples", path="examples/gout.txt", title=None, url=None,
    media_type="text/plain", language="en", encoding="utf-8", raw_sha256="", text="",
)  # fmt: skip
RULE_IDS = {rule.rule_id for rule in stage_rules()}
PROSE = "Gout is a kind of arthritis that comes on quickly and hurts a lot, most often in the big toe."
PARAGRAPHS = (
    "Gout is a kind of arthritis that comes on quickly and hurts a lot, most often in the big toe.",
    "It happens when there is too much uric acid in the blood, and sharp crystals form around the joint.",
    "Men get it more often than women, and it is more common as people grow older.",
    "Tablets against pain help most people, and the joint should be kept cool and raised for some days.",
)
MORE = "Rest the foot, raise it when you can, and cool it with a wet cloth for some minutes."


def marked(*lines, facts=None):
    return strip(DOCUMENT, example_page("\n".join(lines)).blocks, BOILERPLATE, facts or Facts())


def read(*lines):
    """A text on gout from its lines on."""
    document = replace(DOCUMENT, title="Gout", text="\n".join(lines))
    return strip(document, segment(document), BOILERPLATE, Facts())


def kept(blocks):
    return [block.text for block in blocks if block.is_kept]


LINES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "# Symptoms",
            "- fever",
            "Related",
            "References",
            "Contents",
            "###",
            PROSE,
            MORE,
            "Read more",
            "Home",
        ]
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=25), st.booleans())
def test_strip_changes_only_the_marks(lines, repeats):
    blocks = example_page("\n".join(lines)).blocks
    keys = frozenset(line_key(block.text) for block in blocks[::2]) if repeats else frozenset()
    after = strip(DOCUMENT, blocks, BOILERPLATE, Facts(repeated_lines=keys))
    unmarked = [
        structs.replace(new, is_kept=old.is_kept, reason=old.reason, rule_id=old.rule_id, score=old.score)
        for old, new in zip(blocks, after, strict=True)
    ]
    assert unmarked == list(blocks)
    assert all(block.rule_id in RULE_IDS and block.reason and 0 <= block.score <= 1 for block in after)


def test_page_without_blocks_stays_empty():
    assert strip(DOCUMENT, (), BOILERPLATE, Facts()) == ()


def test_page_of_one_doubtful_line_is_kept():
    assert kept(marked("Rash")) == ["Rash"]


def test_dropped_block_names_rule_and_reason():
    dropped = marked(PROSE, "<<: Five myths about sleep")[1]
    assert (dropped.is_kept, dropped.rule_id, dropped.score) == (False, "strip.previous-next", 0.0)
    assert dropped.reason == "navigation: next/previous page line"


def test_plain_article_stays_whole():
    lines = ["Gout", PROSE, "Symptoms", "The signs of gout include:", "- pain", "- fever", "- rash", MORE]
    assert kept(read(*lines)) == lines


def test_menu_above_the_article_goes():
    menu = [
        "Home",
        "Allergy",
        "Asthma",
        "Skin and Hair",
        "Heart",
        "Men's Health",
        "Travel",
        "Directory",
        "Services",
    ]
    assert kept(read(*menu, "Gout", *PARAGRAPHS)) == ["Gout", *PARAGRAPHS]


SIGNS = ["you have chest pain", "your lips are turning blue"]
FOOT = ["Privacy policy", "© 2020 Example"]


def test_short_lines_under_a_kept_lead_in_stay_above_boilerplate():
    assert kept(marked("# Gout", PROSE, MORE, "Call 999 if:", *SIGNS, *FOOT))[-3:] == ["Call 999 if:", *SIGNS]


def test_list_items_under_a_kept_lead_in_stay_above_boilerplate():
    signs = [f"- {sign}" for sign in SIGNS]
    assert kept(marked("# Gout", PROSE, MORE, "Call 999 if:", *signs, *FOOT))[-2:] == signs


def test_a_rule_parts_short_lines_from_their_lead_in():
    lines = read("Gout", *PARAGRAPHS, "Call 999 if:", *SIGNS, "Privacy policy", "Topics A to F", "Jobs")
    assert kept(lines)[-1] == SIGNS[-1]


def test_symptoms_under_a_sentence_that_names_more_stay():
    lines = ["You may also have:", "- fever", "- chills", "People also find:", "- walking helps"]
    assert kept(read("Gout", PROSE, MORE, *lines)) == ["Gout", PROSE, MORE, *lines]


def test_heading_without_text_under_it_goes():
    assert "Notes" not in kept(marked("# Gout", PROSE, MORE, "# Notes"))


def test_two_headings_in_a_row_stay_above_their_text():
    assert kept(marked("# Causes", "# Food", PROSE, MORE)) == ["Causes", "Food", PROSE, MORE]


def test_forum_posts_are_kept():
    question = "Hello, I have had a sore toe since last week and I do not know whether I should see a doctor."
    answer = "It sounds like gout to me, since mine began in the same way. Do go and have it looked at."
    assert kept(marked("# Sore toe", question, "Reply", answer)) == ["Sore toe", question, answer]


def test_line_repeated_across_the_source_goes():
    line = "Our nurses are there for all who call them, by day and by night, and on every holiday."
    facts = Facts(repeated_lines=frozenset({line_key(line)}))
    blocks = marked(PROSE, MORE, line, facts=facts)
    assert (blocks[2].is_kept, blocks[2].rule_id) == (False, "strip.repeated-line")


def test_repeated_heading_and_repeated_list_line_of_an_article_stay():
    facts = Facts(repeated_lines=frozenset({line_key("Symptoms"), line_key("- fever")}))
    blocks = marked("# Symptoms", "The signs of gout include:", "- pain", "- fever", "- rash", facts=facts)
    assert all(block.is_kept for block in blocks)


HTML = replace(DOCUMENT, path="examples/gout.html", media_type="text/html")


def html_page(*parts):
    """A page and its blocks, each a `<p>` in a part with the given names and links."""
    elements, blocks = [Element(NO_PARENT, "html", 1, ()), Element(0, "body", 1, ())], []
    for index, (text, names, linked) in enumerate(parts):
        if index == 0 or names != parts[index - 1][1]:
            part = len(elements)
            elements.append(Element(1, names[0], index, tuple(names[1:])))
        elements.append(Element(part, "p", index, ()))
        markup = Markup(0, len(text), "paragraph", None, linked, int(linked > 0), len(elements) - 1)
        blocks.append(
            structs.replace(example_page(text).blocks[0], index=index, kind="paragraph", markup=markup)
        )
    return replace(HTML, elements=tuple(elements)), tuple(blocks)


ENTRY = ("article", "entry-content")


def article(*others):
    return html_page(*[(text, ENTRY, 0) for text in PARAGRAPHS], *others)


def test_markup_tells_frame_from_article():
    frame = "All our clinics are open on Monday and on Friday, and you can come without a call."
    page = article((frame, ("div", "site-footer"), len(frame)))
    assert kept(strip(*page, BOILERPLATE, Facts())) == list(PARAGRAPHS)


def test_running_text_is_said_once():
    whole = " ".join(PARAGRAPHS)
    after = strip(*article((PARAGRAPHS[1], ENTRY, 0), (whole, ENTRY, 0)), BOILERPLATE, Facts())
    assert kept(after) == list(PARAGRAPHS)
    assert {block.reason for block in after[4:]} == {"said further up on the page"}


def test_cookie_text_never_beats_a_short_article():
    cookies = (
        "We use cookies to improve your experience on our website, to measure how it is used and to show"
        " you advertisements that may interest you, and we share this with our partners for analysis."
        " By continuing to browse the site you agree to our use of cookies."
    )
    page = html_page((cookies, ("div", "cookie-banner"), 0), (PARAGRAPHS[0], ENTRY, 0))
    assert kept(strip(*page, BOILERPLATE, Facts())) == [PARAGRAPHS[0]]


def test_comments_are_kept_as_told_and_the_frame_is_not():
    comment = "I had this last year and cherry juice helped me a great deal, so do try it."
    footer = "Example Health is a charity that is registered in England and in Wales."
    page = article((comment, ("div", "comment-body", "comments"), 0), (footer, ("footer", "site-footer"), 0))
    told = replace(BOILERPLATE, comments="keep")
    assert kept(strip(*page, told, Facts())) == [*PARAGRAPHS, comment]
    assert kept(strip(*page, BOILERPLATE, Facts())) == list(PARAGRAPHS)


def test_reasons_say_what_spoke_for_and_against():
    page = article(("Shop our deals", ("div", "sidebar", "promo"), 14))
    after = strip(*page, BOILERPLATE, Facts())
    assert after[0].reason.startswith("main content: ")
    assert after[-1].reason.startswith("unlike main content: ")


HOSTILE = {
    "5,000 near-equal lines": [f"Signs of gout, part {number}" for number in range(5000)],
    "5,000 equal headings": ["# Related"] * 5000,
    "5,000 menu lines": ["Home", "# Contents", "References", "- Next", "Symptoms"] * 1000,
    "a line of 1 MB": [PROSE * 11_000],
    "a 1 MB word": ["x" * 1_000_000],
    "1 MB of bars": ["a | " * 250_000],
    "a long line of nothing but cues": ["not intended for professional medical use of cookies " * 30] * 50,
    "lines of digits": ["20102010" * 20] * 500,
    "lines of bars and arrows": ["| make > english " * 12] * 500,
    "digits and arrows": ["1 2 3 « " * 12, "> » " * 100, "follow us on " * 40],
}


@pytest.mark.parametrize("lines", HOSTILE.values(), ids=HOSTILE)
def test_hostile_page_takes_bounded_time(lines):
    blocks = example_page("\n".join(lines)).blocks
    start = time.process_time()
    strip(DOCUMENT, blocks, BOILERPLATE, Facts())
    assert time.process_time() - start < 10


def test_blocks_of_the_result_keep_their_order():
    assert all(
        one.index < other.index for one, other in pairwise(marked(PROSE, "Home", MORE, "Related", "Sleep"))
    )
