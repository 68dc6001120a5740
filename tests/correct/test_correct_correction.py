"""From blocks to edits: what is applied, what flagged, what people decided."""

from __future__ import annotations

from dataclasses import replace

import pytest
from correct_samples import correct

from pipeline.correct import apply, decide, propose
from pipeline.heeding import Heeding, rule_key
from pipeline.model import Decision

RUNNERS = "It may be due to stress fractures. Stress factors, however, are rare."


def decision(edit, action, after=None, **changes):
    made = Decision(
        id="x", time="2024-01-01T00:00:00Z", reviewer="ann", key=edit.id, action=action, before=edit.before,
        after=edit.after if after is None else after, rule_id=edit.rule_id,
    )  # fmt: skip
    return {edit.id: replace(made, **changes)}


def clean_text(text, language, pages):
    document, blocks = pages.of(text)
    return apply(document, blocks, correct(document, blocks, language, {})).text


def only(edits):
    assert len(edits) == 1
    return edits[0]


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (RUNNERS, "It may be due to stress fractures. Stress fractures, however, are rare."),
        (
            "A stress fracture hurts. One stress factor heals.",
            "A stress fracture hurts. One stress fracture heals.",
        ),
        ("ask a orthopedist about the the leg", "ask an orthopedist about the leg"),
        ("a rare degenerative,fatal disorder.. It", "a rare degenerative, fatal disorder. It"),
    ],
)
def test_what_is_measured_to_be_right_is_applied(raw, clean, language, pages):
    assert clean_text(raw, language, pages) == clean


@pytest.mark.parametrize(
    "text",
    [
        "Stress factors at work are common.",
        "Stress fractures hurt. Risk factors count, and the stress factors too.",
        "A blood clot forms. The blood cells die.",
        "Hypothyroid state is one. Hyperthyroid state is another.",
    ],
)
def test_a_fair_phrase_is_left_alone(text, language, pages):
    assert clean_text(text, language, pages) == text


def test_the_evidence_names_where_the_right_term_stands(language, pages):
    edit = only(correct(*pages.of(RUNNERS), language, {}))
    assert (edit.before, edit.after, edit.status) == ("Stress factors", "Stress fractures", "applied")
    assert '"stress fractures" stands 1 sentence before' in edit.evidence


def test_a_dropped_block_is_not_corrected(language, pages):
    assert correct(*pages.of("fine\nrotate the the leg", dropped=(1,)), language, {}) == ()


def test_a_page_in_another_language_is_not_held_to_english(language, pages):
    document, blocks = pages.of("la casa a ombre des des")
    assert correct(replace(document, language="fr"), blocks, language, {}) == ()


def test_the_context_is_thirty_raw_characters_each_side(language, pages):
    edit = only(correct(*pages.of("x" * 40 + " of the the " + "y" * 40), language, {}))
    assert edit.context_before == "x" * 26 + " of "
    assert edit.context_after == " " + "y" * 29


def test_a_rejected_edit_is_not_made(language, pages):
    document, blocks = pages.of("the the leg")
    edit = only(correct(document, blocks, language, {}))
    rejected = only(correct(document, blocks, language, decision(edit, "reject")))
    assert (rejected.status, rejected.reviewer) == ("rejected", "ann")
    assert apply(document, blocks, [rejected]).text == "the the leg"


def test_an_accepted_flag_is_made(language, pages):
    document, blocks = pages.of("it is rare in muscles weakness")
    edit = only(correct(document, blocks, language, {}))
    assert edit.status == "flagged"
    accepted = correct(document, blocks, language, decision(edit, "accept"))
    assert apply(document, blocks, accepted).text == "it is rare in muscle weakness"


def test_the_reviewers_own_words_are_used(language, pages):
    document, blocks = pages.of("the the leg")
    edit = only(correct(document, blocks, language, {}))
    edited = only(correct(document, blocks, language, decision(edit, "edit", after="one")))
    assert (edited.status, edited.after) == ("accepted", "one")


def test_a_decision_on_another_text_is_not_applied(language, pages):
    document, blocks = pages.of("the the leg")
    edit = only(correct(document, blocks, language, {}))
    untouched = only(correct(document, blocks, language, decision(edit, "reject", before="a a")))
    assert untouched.status == "applied"


def test_an_edit_keeps_its_key_when_blocks_move(language, pages):
    first = correct(*pages.of("the the leg"), language, {})
    second = correct(*pages.of("A new first line.\nthe the leg"), language, {})
    assert [edit.id for edit in first] == [edit.id for edit in second]


def test_equal_edits_have_different_keys(language, pages):
    edits = correct(*pages.of("the the leg\nthe the leg"), language, {})
    assert len({edit.id for edit in edits}) == 2


def test_a_rejected_edit_leaves_its_place_to_another_proposal(language, pages):
    document, blocks = pages.of("the the leg")
    (made,) = propose(document, blocks, language)
    other = replace(made, id="other", status="flagged")
    edits = decide((made, other), Heeding("", decision(made, "reject")))
    (shown,) = (edit for edit in edits if edit.status != "rejected")
    assert shown.id == "other"


@pytest.mark.parametrize("text", [
    "symptoms that people have have nothing to do with it", "those who can can walk", "they moved in in May",
    "Some persons need surgery", "As persons age, bones thin", "an alpha,beta-unsaturated ketone",
])  # fmt: skip
def test_correct_english_is_not_changed(language, pages, text):
    document, blocks = pages.of(text)
    assert apply(document, blocks, correct(document, blocks, language, {})).text == text


def test_of_two_accepted_edits_at_one_place_the_other_met_nothing(language, pages):
    document, blocks = pages.of("the the leg")
    (made,) = propose(document, blocks, language)
    other = replace(made, id="other", confidence=0.1, after="this")
    heeding = Heeding("", decision(made, "accept") | decision(other, "accept"))
    (chosen,) = decide((made, other), heeding)
    assert (chosen.id, heeding.met) == (made.id, {made.id})


def test_an_edit_accepted_at_its_place_goes_before_one_accepted_by_its_rule(language, pages):
    document, blocks = pages.of("the the leg")
    (made,) = propose(document, blocks, language)
    other = replace(made, id="other", rule_id="other", confidence=0.1, after="this")
    by_rule = {rule_key("correction", made.rule_id): replace(decision(made, "accept")[made.id], scope="rule")}
    (chosen,) = decide((made, other), Heeding("", by_rule | decision(other, "accept")))
    assert chosen.id == "other"


def test_a_decision_on_a_proposal_that_gave_way_counts(language, pages):
    document, blocks = pages.of("the the leg")
    (made,) = propose(document, blocks, language)
    other = replace(made, id="other", status="flagged", after="this")
    (chosen,) = decide((made, other), Heeding("", decision(other, "accept")))
    assert (chosen.id, chosen.status) == ("other", "accepted")
