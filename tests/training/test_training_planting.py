"""Errors are planted where they are known, and places are found again in the text they came from."""

from __future__ import annotations

from random import Random

import pytest

from pipeline.correct import load_language
from pipeline.correct.text import read_text
from pipeline.model import Block
from pipeline.vocabulary import load_vocabulary
from training.correct.planting import plant
from training.misnomers import misname

TEXT = "The thyroid gland makes hormones. A stress fracture heals in weeks. The thyroid gland is small. " * 3

BLOCK = Block("trial", 0, 0, len(TEXT), TEXT, "paragraph", None, None, "other", "")


@pytest.fixture(scope="module")
def language():
    return load_language(load_vocabulary())


def test_planted_errors_stand_where_they_are_said_to(language):
    planted = plant(TEXT, language, Random(1), rate=0.5)
    assert planted.errors
    for start, (wrong, right) in planted.errors.items():
        assert planted.text[start : start + len(wrong)] == wrong
        source = planted.source_of(start)
        assert TEXT[source : source + len(right)] == right


def test_words_that_stayed_are_found_again_in_the_source(language):
    planted = plant(TEXT, language, Random(3), rate=0.3)
    last = planted.text.rindex("small")
    assert TEXT[planted.source_of(last) :].startswith("small")


def test_a_misnomer_stands_in_a_term_that_the_page_repeats(language):
    spoilt = misname(TEXT, read_text([BLOCK]), language, Random(3))
    assert spoilt.slips
    assert {slip.right for slip in spoilt.slips} <= {"thyroid", "gland", "stress", "fracture"}
