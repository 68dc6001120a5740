"""Boilerplate inside a kept line: what is deleted, what is left, and what becomes of places and mentions."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from correct_samples import correct

from pipeline.correct import apply, undo
from pipeline.correct.correction import candidates_of
from pipeline.correct.detectors.patterns import detect_patterns
from pipeline.correct.rulebook import load_rulebook
from pipeline.correct.scene import scene_of
from pipeline.correct.text import read_text
from pipeline.model import Decision

RULES = [rule for rule in load_rulebook().values() if rule.kind == "boilerplate"]
POINTER = "It may hurt the spine. Click here to view a diagram of the spine. Rest helps."


def cleaned(text, language, pages, decisions=None):
    document, blocks = pages.of(text)
    edits = correct(document, blocks, language, decisions or {})
    return apply(document, blocks, edits), edits


def test_pointer_is_deleted_with_the_space_before_it(language, pages):
    clean, [edit] = cleaned(POINTER, language, pages)
    assert clean.text == "It may hurt the spine. Rest helps."
    assert (edit.kind, edit.after, edit.status) == ("boilerplate", "", "applied")
    assert undo(clean) == (POINTER,)


def test_deletion_never_runs_words_together(language, pages):
    clean, _ = cleaned("Ask your clinic(opens in a new window)and your nurse.", language, pages)
    assert clean.text == "Ask your clinic and your nurse."


@pytest.mark.parametrize(
    "line", ["Please click on the link to access this resource.", "Read more", "(opens in a new window)"]
)
def test_line_that_is_nothing_else_is_left_to_strip(line, language, pages):
    assert cleaned(line, language, pages)[1] == ()


def test_deletions_that_would_empty_a_line_together_are_not_proposed(language, pages):
    line = "Click here to view the leaflet. Click here to view the image."
    assert cleaned(line, language, pages)[1] == ()


def test_capitals_of_a_button_are_no_names(language, pages):
    clean, _ = cleaned("Most people get well. Learn More", language, pages)
    assert clean.text == "Most people get well."


@pytest.mark.parametrize(
    ("text", "touched"),
    [
        ("It is rare. Click here to visit the Anderson Trust and learn more.", "a proper name"),
        ("It is rare. Click here to see a diagram of chromosome 7.", "a number or dose"),
        ("It is rare. Click here to read why you should not rest.", "a negation"),
        ("It is rare. Read more about ibuprofen.", "a drug name"),
        ("He wrote “It is rare. Click here to view the image. Rest.”", "a quotation"),
    ],
)
def test_pointer_that_touches_what_people_decide_on_is_flagged(text, touched, language, pages):
    clean, [edit] = cleaned(text, language, pages)
    assert (edit.status, clean.text) == ("flagged", text)
    assert f"touches {touched}" in edit.evidence


def test_reviewer_may_empty_a_line(language, pages):
    """Two deletions that people accept may leave nothing; the text stays replayable."""
    document, blocks = pages.of("Rest helps.\nIt hurts.\nSee a doctor.")
    _, edits = cleaned(POINTER, language, pages)
    whole = replace(edits[0], block_index=1, start=12, end=21, before="It hurts.", status="accepted")
    clean = apply(document, blocks, (whole,))
    assert clean.text == "Rest helps.\n\nSee a doctor."
    assert undo(clean) == ("Rest helps.", "It hurts.", "See a doctor.")
    assert clean.blocks[2].raw_span(0, 3) == (22, 25)


def test_rejected_deletion_stays_in_the_text(language, pages):
    _, [edit] = cleaned(POINTER, language, pages)
    decision = Decision("x", "2026-01-01T00:00:00Z", "r", edit.id, "reject", edit.before, "", edit.rule_id)
    clean, [rejected] = cleaned(POINTER, language, pages, {edit.id: decision})
    assert (clean.text, rejected.status) == (POINTER, "rejected")


def test_places_after_a_deletion_point_at_the_raw_text(language, pages):
    clean, _ = cleaned(POINTER, language, pages)
    [block] = clean.blocks
    start = block.text.index("Rest")
    assert POINTER[slice(*block.raw_span(start, start + 4))] == "Rest"
    end = block.text.index("spine") + 5
    assert POINTER[slice(*block.raw_span(end - 5, end))] == "spine"


def test_only_kept_lines_are_looked_at(language, pages):
    assert not list(
        detect_patterns(scene_of(read_text(pages.blocks(POINTER, dropped=(0,))), language), language)
    )


def test_pattern_rules_of_boilerplate_run_in_one_detector_alone(language, pages):
    found = [c for c in candidates_of(pages.blocks(POINTER), language) if not c.after]
    assert len(found) == 1


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule_id)
def test_every_rule_is_reached(rule, language, pages):
    """The cue that spares most lines a look stands in all examples, in any case of letters it allows."""
    for example in rule.examples:
        text = example.split(" => ")[0]
        found = detect_patterns(scene_of(read_text(pages.blocks(text)), language), language)
        assert any(language.rules[its.rule_id].kind == "boilerplate" for its in found)


@pytest.mark.parametrize(
    "unit",
    [
        "Rest (opens in a new window) ", "It hurts. Click here to view it. ", "To see more, ", "For a list. ",
        "Read more. ", "-->", " » ", "Share on Facebook", "See the ", "(Watch the video (a) ", "(see ",
    ],
)  # fmt: skip
def test_hostile_line_takes_linear_time(unit, language, pages):
    blocks = pages.blocks((unit * (1_000_000 // len(unit)))[:1_000_000])
    start = time.process_time()
    list(detect_patterns(scene_of(read_text(blocks), language), language))
    assert time.process_time() - start < 10
