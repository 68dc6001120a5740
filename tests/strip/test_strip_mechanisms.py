"""How far sections go, what a table of contents is, which copy of a title stays."""

import re
from dataclasses import replace

import pytest

from pipeline.strip.contents import contents_blocks
from pipeline.strip.examples import example_page
from pipeline.strip.mechanisms import claims
from pipeline.strip.outline import outline
from pipeline.strip.rule import StripRule, Way
from pipeline.strip.titles import repeated_titles
from pipeline.strip.wording import wording

PROSE = "Gout is a kind of arthritis that comes on quickly and hurts a lot, most often in the big toe."
MORE = "Rest the foot, raise it when you can, and cool it with a wet cloth for some minutes."


def page_of(*lines):
    return outline(example_page("\n".join(lines)).blocks)


def claim(rule, page):
    return set(claims([rule], wording([rule]), page))


def section(reach, **more):
    return StripRule(
        rule_id="strip.test", description="", reason="", kind="section", ways=(Way(re.compile("Related")),),
        reach=reach, **more,
    )  # fmt: skip


def test_run_takes_titles_and_teasers():
    page = page_of(
        PROSE, "Related", "Sleep well", "When the night comes, many of us lie awake and ...", "Eat well"
    )
    assert claim(section("run"), page) == {1, 2, 3, 4}


def test_run_ends_above_the_heading_of_the_next_body_text():
    page = page_of(PROSE, "# Related", "- Sleep well", "# Treatment", MORE)
    assert claim(section("run"), page) == {1, 2}


def test_run_ends_at_what_leads_into_a_list():
    page = page_of("Related", "- Sleep well", "# Symptoms", "The signs of gout include:", "- pain")
    assert claim(section("run"), page) == {0, 1}


def test_heading_directly_above_body_text_opens_no_run():
    assert not claim(section("run"), page_of("Related", PROSE))


def test_section_goes_through_prose_to_the_next_heading():
    page = page_of(PROSE, "# Related", MORE, PROSE, "# Treatment", MORE)
    assert claim(section("section"), page) == {1, 2, 3}


def test_end_takes_the_rest_of_the_page():
    assert claim(section("end"), page_of(PROSE, "Related", MORE, "# Treatment", MORE)) == {1, 2, 3, 4}


def test_section_too_high_on_the_page_is_left_alone():
    assert not claim(section("end", after_share=0.5), page_of("Related", PROSE, MORE))


def test_section_must_be_followed_by_what_the_rule_asks_for():
    rule = section("section", followed_by=re.compile("company"))
    assert not claim(rule, page_of(PROSE, "Related", MORE))
    assert claim(rule, page_of(PROSE, "Related", "A company that sells beds.")) == {1, 2}


def test_line_rule_looks_only_at_its_kinds_and_at_short_lines():
    rule = replace(section("run"), kind="line", on=frozenset({"list_item"}), max_words=1)
    assert claim(rule, page_of("Related", "- Related", "# Related")) == {1}
    assert not claim(rule, page_of("- Related " + "x" * 1000))


def test_line_rule_reads_only_lines_that_hold_a_word_it_needs():
    rule = replace(section("run"), kind="line", ways=(Way(re.compile(".*"), frozenset({"gout", "»", "0"})),))
    page = page_of("No such word", "Gout, again", "Gouty", "More »", "Day 7")
    assert claim(rule, page) == {1, 3, 4}


def test_line_rule_leaves_a_page_alone_that_is_made_of_such_lines():
    rule = replace(section("run"), kind="line", at_most=2)
    assert claim(rule, page_of("Related", PROSE, "Related")) == {0, 2}
    assert not claim(rule, page_of("Related", "Related", "Related"))


def test_long_run_of_titles_is_what_the_page_lists():
    assert not claim(section("run"), page_of(PROSE, "Related", *[f"Sleep {n}" for n in range(100)]))


def test_section_below_no_body_text_at_all_is_left_alone():
    assert not claim(section("end", after_share=0.3), page_of("Menu", "Related", "Sleep well"))


def test_contents_allow_a_single_entry_worded_otherwise():
    page = page_of(
        PROSE, "On this page", "Signs", "Causes", "What to do", "Outlook",
        "# Signs", MORE, "# Causes", MORE, "# How to treat it", MORE, "# Outlook", MORE,
    )  # fmt: skip
    assert contents_blocks(page) == {1, 2, 3, 4, 5}


def test_list_of_symptoms_is_no_table_of_contents():
    page = page_of(
        "Signs of gout include:", "- pain", "- fever", "- redness", "# Pain", MORE, "# Fever", MORE
    )
    assert not contents_blocks(page)


@pytest.mark.parametrize(
    ("lines", "claimed"),
    [
        (["What is gout", "Home", "What is gout", PROSE], {0}),
        (["What is gout", PROSE, "Menu", "What is gout", "Menu"], {3}),
        (["What is gout", PROSE, "# What is gout", MORE], set()),
        (["Health pages", PROSE, "# Side effects", MORE, "# Side effects", MORE], set()),
    ],
)
def test_title_stays_once_next_to_the_body(lines, claimed):
    assert repeated_titles(page_of(*lines)) == claimed


def test_each_way_to_match_reads_only_lines_that_hold_what_it_needs():
    ways = (Way(re.compile(".*"), frozenset({"gout"})), Way(re.compile("Day.*"), frozenset({"0"})))
    rule = replace(section("run"), kind="line", ways=ways)
    assert claim(rule, page_of("No such word", "Gout, again", "Day 7", "Night 7")) == {1, 2}
