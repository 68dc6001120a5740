"""Words of the wrong form, and the classes of words by which they are found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.correct.detectors.agreement import detect_agreement
from pipeline.correct.detectors.word_classes import class_row
from pipeline.correct.inflection import base_of, participle, plural_of, third_person
from pipeline.correct.scene import scene_of
from pipeline.correct.text import read_text

WORDS = (
    "the", "a", "this", "these", "one", "of", "it", "they", "can", "to", "is", "are", "has", "have", "who",
    "people", "symptoms", "doctor", "causes", "help", "show", "several", "month", "there", "Symptoms", "2",
    ",", ".",
)  # fmt: skip


def scene(text, language, pages):
    return scene_of(read_text(pages.blocks(text)), language)


def found(text, language, pages):
    proposed = detect_agreement(scene(text, language, pages), language)
    return sorted({(c.rule_id, c.before, c.after) for c in proposed})


def classes(text, language, pages):
    seen = scene(text, language, pages)
    row = class_row(seen)
    return "".join(chr(row[place]) for place in seen.reading.places)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("If symptoms persists, rest.", ("verb_of_plural", "persists", "persist")),
        ("Women is more likely to have it.", ("verb_of_plural", "is", "are")),
        ("People with diabetes needs to rest.", ("verb_of_plural", "needs", "need")),
        ("It is known that the symptoms is mild.", ("verb_of_plural", "is", "are")),
        ("What is the symptoms of gout?", ("verb_of_plural", "is", "are")),
        ("A person who have diabetes must be careful.", ("verb_of_singular", "have", "has")),
        ("The joint is strong and it allow movement.", ("verb_of_pronoun", "allow", "allows")),
        ("Your doctor also will wants to know.", ("verb_after_modal", "wants", "want")),
        ("Take it to prevents infection.", ("verb_after_modal", "prevents", "prevent")),
        ("The condition is treat with antibiotics.", ("verb_for_participle", "treat", "treated")),
        ("Many patient recover within weeks.", ("singular_after_many", "patient", "patients")),
        ("It depends on an individuals medical history.", ("lost_possessive", "individuals", "individual's")),
        ("This is about the children health.", ("lost_possessive", "children", "children's")),
    ],
)
def test_another_form_is_proposed(text, expected, language, pages):
    assert found(text, language, pages) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "ADHS is common.",
        "The doctor, patients is what they call them, helps.",
        "Homes For Our Troops has a clinic.",
        "Mutations in the SIX5 gene are rare.",
        "The doctor asks whether the pain and the cough are new.",
        "Women with severe symptoms should rest.",
        "Access to records is free.",
        "There is need for care.",
        "He and she are twins.",
        "The homeless are often ill.",
        "The committee have agreed.",
        "She is a people person.",
        "May is skin cancer month.",
        "",
        "One",
    ],
)
def test_what_stands_otherwise_stays(text, language, pages):
    assert found(text, language, pages) == []


def test_words_of_different_sentences_are_not_put_together(language, pages):
    assert found("You can. Leads to it.", language, pages) == []


def test_words_have_classes_by_what_they_follow(language, pages):
    assert classes("the symptoms persist in patients", language, pages)[0] == "d"
    assert classes("prevents prevented preventing patient's 12", language, pages) == "Vegz2"


@given(words=st.lists(st.sampled_from(WORDS), max_size=20))
def test_what_is_proposed_changes_a_word_of_the_text(words, language, pages):
    text = " ".join(words)
    for candidate in detect_agreement(scene(text, language, pages), language):
        assert candidate.before in words
        assert candidate.after != candidate.before


def test_long_texts_are_read_in_linear_time(language, pages):
    assert isinstance(
        found("the symptoms of the cause is a persons can leads " * 5_000, language, pages), list
    )


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("causes", "cause"), ("carries", "carry"), ("passes", "pass"), ("women", "woman"),
        ("treated", "treat"), ("stopped", "stop"), ("carried", "carry"), ("need", "need"), ("pass", "pass"),
        ("virus", "virus"),
    ],
)  # fmt: skip
def test_a_word_loses_its_ending(word, base, language):
    assert base_of(word, language.zipf) == base


@pytest.mark.parametrize(
    ("word", "other"),
    [("take", "taken"), ("treat", "treated"), ("cause", "caused"), ("carry", "carried"), ("stop", "stopped")],
)
def test_a_verb_has_a_participle(word, other, language):
    assert participle(word, language.zipf) == other


def test_irregular_words_have_forms_of_their_own():
    assert (plural_of("woman"), plural_of("pill"), third_person("go"), third_person("rest")) == (
        "women", "pills", "goes", "rests",
    )  # fmt: skip
