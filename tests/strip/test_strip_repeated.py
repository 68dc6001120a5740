"""Lines that repeat across a source: which of them are its frame, and which belong to the article."""

import time

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import content_id, line_key, line_keys
from pipeline.strip.examples import example_page
from pipeline.strip.outline import outline
from pipeline.strip.repeated import repeated_blocks

OWN = "Gout is a kind of arthritis that comes on quickly and hurts a lot, most often in the big toe."
MORE = "Rest the foot, raise it when you can, and cool it with a wet cloth for some minutes."


def claimed(*lines: str, repeated: tuple[str, ...]) -> list[str]:
    """The lines that are claimed as frame; headings are written `# heading`."""
    page = outline(example_page("\n".join(lines)).blocks)
    keys = {line_key(line.removeprefix("# ")) for line in repeated}
    return [page.blocks[index].text for index in sorted(repeated_blocks(page, keys))]


def test_repeated_sentence_below_the_article_is_frame():
    line = "Our nurses are there for all who call them, by day and by night, and on every holiday."
    assert claimed(OWN, MORE, line, repeated=(line,)) == [line]


def test_repeated_line_that_is_no_sentence_is_frame_inside_the_article_too():
    assert claimed(OWN, "Our nurses help you", MORE, repeated=("Our nurses help you",)) == [
        "Our nurses help you"
    ]


def test_repeated_menu_inside_the_article_is_frame():
    menu = ("- Causes", "- Symptoms", "- Treatment")
    assert claimed(OWN, *menu, MORE, repeated=menu) == list(menu)


def test_heading_above_text_of_the_page_is_content():
    assert claimed("# Symptoms", OWN, "# Treatment", "# At home", MORE,
                   repeated=("Symptoms", "Treatment", "At home")) == []  # fmt: skip


def test_headings_above_nothing_but_frame_are_frame():
    frame = ("# About us", "# Our nurses", "We are there for all who call us, by day and by night.")
    assert len(claimed(OWN, *frame, repeated=frame)) == 3


def test_single_list_line_between_others_is_content():
    assert claimed("The signs are:", "- pain", "- fever", "- rash", repeated=("- fever",)) == []


def test_advice_that_holds_for_many_conditions_is_content():
    advice = (
        "# When to get help",
        "Call an ambulance if you have:",
        "- chest pain",
        "- trouble with breathing",
    )
    assert claimed(OWN, *advice, MORE, repeated=advice) == []


def test_passage_longer_than_advice_is_frame():
    letter = tuple(f"This is sentence {'x' * n} of our letter to you." for n in range(1, 30))
    assert len(claimed(OWN, *letter, MORE, repeated=letter)) == 29


def test_page_of_repeated_headings_takes_linear_time():
    headings = tuple(f"# Part {'i' * (n % 50)} of it" for n in range(20_000))
    start = time.process_time()
    claimed(*headings, repeated=headings)
    assert time.process_time() - start < 5


@given(st.lists(st.text(alphabet="aÉß’ 1²٣\t-", max_size=12), max_size=5))
def test_keys_of_lines_are_those_of_each_alone(lines):
    assert line_keys(lines) == [line_key(line) for line in lines]


def test_case_space_and_digits_do_not_count_in_a_key():
    assert line_key(" Page 12 of ٣² \t") == line_key("page 99  OF 00") == content_id("page 00 of 00")
