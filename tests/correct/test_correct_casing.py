"""Words that lack their capital, and what only looks like them."""

from __future__ import annotations

import pytest

from pipeline.correct.detectors.casing import detect_small_names
from pipeline.correct.scene import scene_of
from pipeline.correct.text import read_text


def found(text, language, pages):
    proposed = detect_small_names(scene_of(read_text(pages.blocks(text)), language), language)
    return [(c.rule_id, c.before, c.after) for c in proposed]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I ask because i am ill.", ("small_i", "i", "I")),
        ("They say i’m ill.", ("small_i", "i’m", "I’m")),
        ("Come back on monday.", ("small_name", "monday", "Monday")),
        ("A (european) study", ("small_name", "european", "European")),
        ("Milk has vitamin d and fat.", ("small_vitamin", "d", "D")),
    ],
)
def test_a_small_letter_becomes_a_capital(text, expected, language, pages):
    assert found(text, language, pages) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "See www.english.org or mail monday@friday.com",
        "/english/health",
        "type i diabetes",
        "for i in range",
        "plan d",
        "an india ink stain",
        "pre-english",
        "I am here on Monday.",
        "i feel ill and hope i can rest",
        "i",
        "",
    ],
)
def test_what_only_looks_like_a_name_stays(text, language, pages):
    assert found(text, language, pages) == []
