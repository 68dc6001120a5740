"""What a reviewer reads: the evidence goes on after the reason, in whole sentences."""

from __future__ import annotations

import re

import pytest
from correct_samples import correct

SENTENCES = re.compile(r"(?:[A-Z\"“].*[.])?")


@pytest.mark.parametrize(
    "text",
    [
        "rotate the the leg",
        "ask a orthopedist",
        "It doesnâ€™t move.",
        "It may be due to stress fractures. Stress factors, however, are rare.",
        "The diagnosis is easy. This diagnossis helps.",
        "it lasts approximatly a week",
        "The symptoms are mild. These symtoms pass.",
        "You take Ibuprofin for it, and Ibuprofan too, teh end.",
        "about 50%of people",
    ],
)
def test_reason_and_evidence_are_whole_sentences(text, language, pages):
    edits = correct(*pages.of(text), language, {})
    assert edits
    for edit in edits:
        assert SENTENCES.fullmatch(edit.reason)
        assert SENTENCES.fullmatch(edit.evidence)


def test_evidence_counts_in_good_english(language, pages):
    once, twice = ("The diagnosis is easy. " * times + "This diagnossis helps." for times in (1, 2))
    (edit,) = correct(*pages.of(once), language, {})
    assert edit.evidence.startswith('"diagnosis" stands in the document. The text is some ')
    (edit,) = correct(*pages.of(twice), language, {})
    assert edit.evidence.startswith('"diagnosis" stands in the document 2 times. The text is some ')


def test_evidence_says_what_an_edit_touches(language, pages):
    (edit,) = correct(*pages.of("They have three three cats."), language, {})
    assert edit.evidence == "It touches a number or dose: people decide."


def test_a_word_is_judged_by_what_stands_around_it(language, pages):
    text = "The beast ran off. Some women with beast cancer have surgery."
    (edit,) = correct(*pages.of(text), language, {})
    assert (edit.before, edit.after, edit.rule_id) == ("beast", "breast", "wrong_word")
    assert edit.start == text.index("beast cancer")


def test_a_frequent_misspelling_is_mended(language, pages):
    (edit,) = correct(*pages.of("Symptoms vary. The most common symtoms are fever and a rash."), language, {})
    assert (edit.after, edit.status) == ("symptoms", "applied")
