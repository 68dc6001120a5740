"""Tokens, sentences, the term matcher and composed names."""

import itertools
import re
import time

import pytest
from extract_samples import tiny_vocabulary
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.compose import find_remedies, reordered, short_name
from pipeline.extract.matcher import TermMatcher
from pipeline.extract.sentences import sentences
from pipeline.extract.tokens import tokenise

FEWEST_WORDS_A_SECOND = 50_000


@pytest.fixture(scope="module")
def matcher() -> TermMatcher:
    return TermMatcher(tiny_vocabulary())


def found(matcher: TermMatcher, text: str) -> list[str]:
    tokens = tokenise(text)
    return [tokens.surface(span.first, span.last) for span in matcher.find(tokens)]


@given(st.text())
def test_tokens_point_at_their_words(text: str) -> None:
    tokens = tokenise(text)
    for start, end, word in zip(tokens.starts, tokens.ends, tokens.words, strict=True):
        assert text[start:end] == word


@given(st.text(alphabet="aZ0_'’é² \n\0.-^`{~·ß", max_size=20))
def test_words_of_ascii_are_split_like_all_others(text: str) -> None:
    assert tokenise(text).pieces == re.split(r"([^\W_]+(?:['’][^\W\d_]+)*|[^\w\s]|_)", text)


@given(st.text(alphabet="aB .!?\n'\"", max_size=60))
def test_sentences_cover_all_but_white_space(text: str) -> None:
    spans = list(sentences(text))
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


def test_sentence_ends_before_a_capital_but_not_after_an_abbreviation() -> None:
    text = "See Dr. Miller, e.g. today. It helps (a lot.) Really?"
    assert [text[start:end] for start, end in sentences(text)] == [
        "See Dr. Miller, e.g. today.", "It helps (a lot.)", "Really?",
    ]  # fmt: skip


def test_plural_and_hyphenated_forms_meet_the_term(matcher: TermMatcher) -> None:
    assert found(matcher, "Hip pains, hip-pain and HIP  PAIN") == ["Hip pains", "hip-pain", "HIP  PAIN"]


def test_names_of_one_word_begin_a_term() -> None:
    vocabulary = tiny_vocabulary()
    assert {key for key in vocabulary.keys if " " not in key} <= vocabulary.index.longest.keys()


def test_longest_term_wins(matcher: TermMatcher) -> None:
    assert found(matcher, "Lung cancer is a cancer.") == ["Lung cancer", "cancer"]


def test_terms_do_not_reach_over_marks_or_lines(matcher: TermMatcher) -> None:
    assert found(matcher, "a sore hip, pain; hip\npain") == []


def test_acronym_needs_capitals(matcher: TermMatcher) -> None:
    assert found(matcher, "Exercise aids recovery. AIDS is an illness.") == ["AIDS"]


def test_matcher_is_fast(matcher: TermMatcher) -> None:
    text = "The hip pain of people with lung cancer is treated, they say, with ibuprofen. " * 500
    tokens = tokenise(text)
    start = time.process_time()
    count = sum(1 for _ in matcher.find(tokens))
    assert count == 1500
    assert len(text.split()) / (time.process_time() - start) >= FEWEST_WORDS_A_SECOND


def test_of_phrase_is_turned_round() -> None:
    assert reordered("pain in the hip") == "hip pain"
    assert reordered("hip pain") is None


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("Take pain-relieving tablets daily.", "pain-relieving tablets"),
        ("A pain reliever may help.", "pain reliever"),
        ("Use an itch relief cream.", "itch relief cream"),
    ],
)
def test_complaint_and_reliever_make_a_treatment(text: str, remedy: str) -> None:
    tokens = tokenise(text)
    assert [tokens.surface(*span) for span in find_remedies(tokens)] == [remedy]


@pytest.mark.parametrize("text", ["Pain is common.", "reduce pain, relieving tablets", "pain relief"])
def test_complaint_without_means_makes_no_treatment(text: str) -> None:
    assert list(find_remedies(tokenise(text))) == []


def test_only_short_names_with_a_body_part_are_turned_round() -> None:
    anatomy = tiny_vocabulary().anatomy
    assert short_name("stiffness in the ankle", anatomy) == "ankle stiffness"
    assert short_name("lack of sleep", anatomy) == "lack of sleep"
    assert short_name("sharp cold pain in the hip", anatomy) == "sharp cold pain in the hip"
