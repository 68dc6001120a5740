"""A page of words with an everyday and a medical sense, through the whole recogniser."""

import pytest
from _pytest.mark import ParameterSet
from everyday_page import MEDICAL, PLAIN
from extract_samples import document

from pipeline.extract import Recogniser, extract

MISSED = frozenset({
    "The teacher uses puppets as teaching aids.",
    "Crossing the finish line first was a relief to the whole crew.",
    "He felt a pressure in his chest and began to sweat.",
    "Clean the cut with water and cover it with a plaster.",
})  # fmt: skip
"""Sentences that the recogniser still misreads."""


def case(sentence: str, *wanted: str) -> ParameterSet:
    marks = [pytest.mark.xfail(strict=True)] if sentence in MISSED else []
    return pytest.param(sentence, *wanted, marks=marks)


@pytest.mark.parametrize("sentence", [case(sentence) for sentence in PLAIN])
def test_everyday_sense_gives_no_mention(shipped_recogniser: Recogniser, sentence: str) -> None:
    found = extract(document(sentence), shipped_recogniser)
    assert [(mention.surface, mention.label) for mention in found.mentions] == []


@pytest.mark.parametrize(("sentence", "word", "label"), [case(*parts) for parts in MEDICAL])
def test_medical_sense_gives_its_mention(
    shipped_recogniser: Recogniser, sentence: str, word: str, label: str
) -> None:
    found = extract(document(sentence), shipped_recogniser)
    assert label in [mention.label for mention in found.mentions if word.lower() in mention.surface.lower()]
