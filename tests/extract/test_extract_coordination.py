import pytest
from extract_samples import tiny_vocabulary

from pipeline.extract.coordination import parted
from pipeline.extract.matcher import TermMatcher
from pipeline.extract.tagger import Span
from pipeline.extract.tokens import tokenise
from pipeline.model import Label

MATCHER = TermMatcher(tiny_vocabulary())


def parts(text: str, label: Label = "TREATMENT") -> list[str]:
    tokens = tokenise(text)
    spans = parted(tokens, [Span(0, len(tokens), label)], MATCHER)
    return [text[tokens.starts[span.first] : tokens.ends[span.last - 1]] for span in spans]


@pytest.mark.parametrize(
    "text", ["ibuprofen and maca root", "non-slip mats or shoes without", "dancing or gardening"]
)
def test_treatments_that_stand_alone_are_parted(text: str) -> None:
    joint = " and " if " and " in text else " or "
    assert parts(text) == text.split(joint)


@pytest.mark.parametrize(
    "text",
    [
        "physical and occupational therapy", "wash hats and pillowcases", "vitamin shots or pills",
        "mats of reed and straw", "stretching and strengthening exercises", "shoes and", "and shoes",
        "hats and mats and shoes",
    ],
)  # fmt: skip
def test_names_that_share_a_word_stay_whole(text: str) -> None:
    assert parts(text) == [text]


def test_only_treatments_are_parted() -> None:
    assert parts("spots and bumps", "SYMPTOM") == ["spots and bumps"]
