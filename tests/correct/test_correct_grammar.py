"""Missing words and plurals that the language model hears."""

from __future__ import annotations

import pytest

from pipeline.correct.detectors.grammar import detect_grammar
from pipeline.correct.scene import scene_of
from pipeline.correct.text import read_text


def found(text, language, pages):
    proposed = detect_grammar(scene_of(read_text(pages.blocks(text)), language), language)
    return [(c.rule_id, c.before, c.after) for c in proposed]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pain can range from mild severe.", ("missing_to", "mild ", "mild to ")),
        ("It may be due the infection.", ("missing_to", "due ", "due to ")),
        ("It is one the most common causes.", ("missing_of", "one ", "one of ")),
        ("Low levels iron in the blood.", ("missing_of", "levels ", "levels of ")),
        ("He has few sides effects.", ("plural_before_noun", "sides", "side")),
        ("Brains tumors are rare.", ("plural_before_noun", "Brains", "Brain")),
    ],
)
def test_a_slip_of_grammar_is_proposed_with_what_makes_it_likely(text, expected, language, pages):
    assert found(text, language, pages) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "It helps the body heal.",
        "The treatment of high-risk childhood leukemia",
        "In most people, the exercises strengthen the muscles.",
        "This test measures blood flow.",
        "It improves quality of life.",
        "Doctors treat symptoms of the disease.",
        "The doctor removes tissue.",
        "",
        "One",
    ],
)
def test_what_is_well_said_stays(text, language, pages):
    assert found(text, language, pages) == []


def test_words_of_different_sentences_are_not_put_together(language, pages):
    assert found("He has muscles. Weakness is rare.", language, pages) == []


def test_long_texts_are_read_in_linear_time(language, pages):
    assert isinstance(found("one the muscles weakness due " * 8_000, language, pages), list)
