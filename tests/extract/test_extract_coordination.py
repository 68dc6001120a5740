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


@pytest.mark.parametrize("label", ["SYMPTOM", "CONDITION", "TREATMENT"])
def test_a_comma_before_the_joining_word_parts_any_names(label: Label) -> None:
    assert parts("ibuprofen, and pale spots", label) == ["ibuprofen", "pale spots"]


@pytest.mark.parametrize("text", ["pain in the hands, and feet", "red, and itchy skin", "ibuprofen, or lips"])
def test_what_cannot_stand_alone_behind_a_comma_stays(text: str) -> None:
    assert parts(text, "SYMPTOM") == [text]


@pytest.mark.parametrize(
    "text", ["swelling in the arms, legs, or feet", "spots and bumps, red", ", and spots"]
)
def test_more_commas_or_other_ones_leave_a_name_whole(text: str) -> None:
    assert parts(text, "SYMPTOM") == [text]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("stiff joints) in the toes", "stiff joints"), ("sore nerves (long ones", "sore nerves"),
        ("pale (white) spots", "pale (white) spots"), (") spots", ") spots"),
    ],
)  # fmt: skip
def test_no_name_reaches_over_a_bracket_that_it_does_not_close(text: str, name: str) -> None:
    assert parts(text, "SYMPTOM") == [name]


def test_only_treatments_are_parted_without_a_comma() -> None:
    assert parts("spots and bumps", "SYMPTOM") == ["spots and bumps"]
