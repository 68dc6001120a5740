"""The lines that a rule reads: those with its words, alone or within words that are not all letters."""

import re

from pipeline.strip.examples import example_page
from pipeline.strip.outline import outline
from pipeline.strip.rule import StripRule, Way
from pipeline.strip.wording import wording

RULE = StripRule(
    rule_id="strip.test", description="", reason="", kind="section",
    ways=(Way(re.compile("share"), frozenset({"share"})), Way(re.compile("login"), frozenset({"login"}))),
)  # fmt: skip


def page_of(*lines):
    return outline(example_page("\n".join(lines)).blocks)


def test_lines_with_needed_words_inside_others_are_candidates():
    found = wording([RULE]).candidates(page_of("share2 it", "the gout", "log_in", "login_2share", "share"))
    assert found["strip.test"] == [[0, 3, 4], [3]]


def test_words_with_the_same_needed_words_in_them_share_a_row():
    words = wording([RULE])
    for page in range(3):
        lines = [f"share{page}x{number} login{page}x{number}" for number in range(100)]
        found = words.candidates(page_of(*lines))
        assert found["strip.test"] == [list(range(100))] * 2
    assert len(words.of_words.table) <= 3 + 3  # one for each mixture of two words, whatever words were met
