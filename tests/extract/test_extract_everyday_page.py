"""A page of words with an everyday and a medical sense, through the whole recogniser."""

import pytest
from everyday_page import MEDICAL, MISSED, PLAIN
from extract_samples import document

from pipeline.extract import Recogniser, extract


def case(sentence: str, *rest: str) -> object:
    marks = [pytest.mark.xfail(reason="a clause, not a name")] if sentence in MISSED else []
    return pytest.param(sentence, *rest, marks=marks)


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
