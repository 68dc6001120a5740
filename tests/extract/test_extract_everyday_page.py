"""A page of words with an everyday and a medical sense, through the whole recogniser."""

import pytest
from everyday_page import MEDICAL, PLAIN
from extract_samples import document

from pipeline.extract import Recogniser, extract


@pytest.mark.parametrize("sentence", PLAIN)
def test_everyday_sense_gives_no_mention(shipped_recogniser: Recogniser, sentence: str) -> None:
    found = extract(document(sentence), shipped_recogniser)
    assert [(mention.surface, mention.label) for mention in found.mentions] == []


@pytest.mark.parametrize(("sentence", "word", "label"), MEDICAL)
def test_medical_sense_gives_its_mention(
    shipped_recogniser: Recogniser, sentence: str, word: str, label: str
) -> None:
    found = extract(document(sentence), shipped_recogniser)
    assert label in [mention.label for mention in found.mentions if word.lower() in mention.surface.lower()]
