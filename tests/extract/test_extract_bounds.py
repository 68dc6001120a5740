"""What the tagger finds becomes names: trimmed, of bounded length, and no steps of an instruction."""

import pytest
from extract_samples import tiny_vocabulary
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.bounds import bounded
from pipeline.extract.matcher import TermMatcher
from pipeline.extract.tagger import Span
from pipeline.extract.tokens import tokenise
from pipeline.model import Label

MATCHER = TermMatcher(tiny_vocabulary())


def names(text: str, label: Label) -> list[str]:
    tokens = tokenise(text)
    spans = bounded(tokens, [Span(0, len(tokens), label)], MATCHER)
    return [tokens.surface(span.first, span.last) for span in spans]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("hip pain in pregnant women", "hip pain"),
        ("ankle soreness after running", "ankle soreness"),
        ("stiff back in the morning", "stiff back"),
        ("swelling, mainly in the smaller joints of the hands", "swelling"),
    ],
)
def test_circumstances_are_cut_off(text: str, name: str) -> None:
    assert names(text, "SYMPTOM") == [name]


def test_a_verb_with_its_object_behind_is_no_part_of_a_name() -> None:
    tokens = tokenise("Odd fever gripped the town")
    (span,) = bounded(tokens, [Span(0, 3, "SYMPTOM")], MATCHER)
    assert tokens.surface(span.first, span.last) == "Odd fever"


def test_fall_of_hair_is_no_season() -> None:
    assert names("result in hair fall", "SYMPTOM") == ["result in hair fall"]


@pytest.mark.parametrize(
    "text",
    [
        "I get hip pain",
        "hip pain that is worse than it was before",
        "increased the amount of work and hip pain",
        "hip pain one two three four five six",
    ],
)
def test_of_a_clause_the_known_term_stays(text: str) -> None:
    assert names(text, "SYMPTOM") == ["hip pain"]


@pytest.mark.parametrize(
    "text", ["exercised too much on one side", "increased the amount of work", "they can hardly walk"]
)
def test_a_clause_without_a_known_term_is_no_mention(text: str) -> None:
    assert names(text, "SYMPTOM") == []


def test_known_terms_of_another_label_do_not_stay() -> None:
    assert names("you should take it against lung cancer", "TREATMENT") == []


@pytest.mark.parametrize(
    "text", ["bend your left ankle", "Kneel down and stretch your hips", "bending your upper body"]
)
def test_a_step_of_an_instruction_is_no_treatment(text: str) -> None:
    assert names(text, "TREATMENT") == []


@pytest.mark.parametrize("text", ["massaging your ankle", "hip stretch", "brace for the ankle"])
def test_an_activity_or_device_stays_a_treatment(text: str) -> None:
    assert names(text, "TREATMENT") == [text]


def test_an_infinitive_makes_no_clause() -> None:
    assert names("unable to have an erection", "SYMPTOM") == ["unable to have an erection"]


WORDS = st.sampled_from(
    ["hip", "pain", "in", "women", "the", "fall", "i", "is", ",", "your", "-", "after", "used"]
)


@given(st.lists(WORDS, min_size=1, max_size=15), st.sampled_from(["SYMPTOM", "TREATMENT", "CONDITION"]))
def test_names_lie_in_order_within_what_was_found(words: list[str], label: Label) -> None:
    tokens = tokenise(" ".join(words))
    last = 0
    for span in bounded(tokens, [Span(0, len(tokens), label)], MATCHER):
        assert last <= span.first < span.last <= len(tokens)
        last = span.last
