"""Words run together, broken in two or said twice, and the articles before them."""

from __future__ import annotations

import pytest

from pipeline.correct.detectors.article import detect_articles
from pipeline.correct.detectors.doubled import detect_doubled_words
from pipeline.correct.detectors.glued import detect_glued_words
from pipeline.correct.detectors.split import detect_split_words
from pipeline.correct.scene import scene_of
from pipeline.correct.text import read_text

DETECTORS = (detect_articles, detect_doubled_words, detect_glued_words, detect_split_words)


def found(text, language, pages):
    read = scene_of(read_text(pages.blocks(text)), language)
    return [(c.rule_id, c.after) for detect in DETECTORS for c in detect(read, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is ofthe same kind.", ("glued_function_word", "of the")),
        ("It shows whetheryour bones heal.", ("glued_function_word", "whether your")),
        ("Cancerthat has spread is rare.", ("glued_trailing_word", "Cancer that")),
        ("It makesthe pain better.", ("glued_small_word", "makes the")),
        ("A disease of metabolismthe way you burn food.", ("glued_trailing_word", "metabolism the")),
        ("A healthy bloodvessel is open.", ("glued_pair", "blood vessel")),
        ("Young child ren cough.", ("split_ending", "children")),
        ("It hurts espe cially.", ("split_word", "especially")),
        ("It is called smo ldering myeloma.", ("split_word", "smoldering")),
        ("Medi cine is applied to it.", ("split_word", "Medicine")),
        ("A CT arteriog ram shows it.", ("split_word", "arteriogram")),
        ("Gout is is called so.", ("doubled_is", "is")),
        ("A rash that that appears is mild.", ("doubled_that_verb", "that")),
        ("The antibodies in in your blood stay.", ("doubled_small_word", "in")),
        ("It is a sign of cancerand of gout.", ("glued_small_word", "cancer and")),
        ("It comes on withinthe first weeks.", ("glued_common_words", "within the")),
        ("The pain pain stays.", ("doubled_word", "pain")),
        ("A zebrafish zebrafish table.", ("doubled_word", "zebrafish")),
        ("Ask a ophthalmologist.", ("article_by_sound", "an")),
        ("He waited an a hour.", ("article_by_sound", "an")),
        ("A hour later itâ€™s gone.", ("article_by_sound", "An")),
    ],
)
def test_each_strength_of_evidence_has_its_rule(text, expected, language, pages):
    assert found(text, language, pages) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "It is a grim acing.",  # "grimacing" is as rare as the words it may be
        "He had problms.",  # another word is one slip away
        "It is transorbital.",  # a living prefix
        "She is a mistake away.",
        "an lephant",  # "elephant" is meant
        "They atone for it.",
        "The data that that drug gave was good.",
        "People who have had had it know.",
    ],
)
def test_what_has_another_reading_is_left_alone(text, language, pages):
    assert all(rule == "doubled_that" for rule, _ in found(text, language, pages))


@pytest.mark.parametrize(
    "text",
    [
        "is that " * 60_000,
        "is is that that " * 30_000,
        "a" * 300_000,
        "xq " * 90_000,
        "a hour " * 40_000,
        "a " + "osteo" * 60_000,
    ],
)
def test_long_lines_are_read_in_linear_time(text, language, pages):
    assert isinstance(found(text, language, pages), list)
