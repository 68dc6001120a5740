"""Sentences that cannot be meant as they stand."""

from __future__ import annotations

import pytest

from pipeline.correct.detectors.oddity import detect_denials, detect_odd_shares
from pipeline.correct.scene import scene_of
from pipeline.correct.text import read_text


def found(text, language, pages):
    read = scene_of(read_text(pages.blocks(text)), language)
    return [*detect_odd_shares(read, language), *detect_denials(read, language)]


@pytest.mark.parametrize(
    ("text", "before"),
    [
        (
            "About 60 percent get well, 20 percent get worse and the remaining 40 percent do not change.",
            "40 percent",
        ),
        ("Some 130% of patients had pain.", "130%"),
        ("It spreads from person to person.\nIt does not spread from person to person.", None),
    ],
)
def test_an_odd_sentence_is_flagged_and_nothing_is_put_in_its_place(text, before, language, pages):
    (candidate,) = found(text, language, pages)
    assert candidate.before == candidate.after
    assert before is None or candidate.before == before


@pytest.mark.parametrize(
    "text",
    [
        "About 60% get well. The remaining 20% of the page is on rest.",
        "Of them 33%, 33% and the remaining 34% differ.",
        "Sales rose 150 percent.",
        "You should rest at home. You should not rest at home alone.",
        "Do you smoke? No. Do you drink? Not now.",
    ],
)
def test_what_can_be_meant_is_left_alone(text, language, pages):
    assert found(text, language, pages) == []


@pytest.mark.parametrize("text", ["50% " * 50_000, "60% and the remaining 9% " * 9_000, "1" * 200_000])
def test_long_lines_are_read_in_linear_time(text, language, pages):
    assert isinstance(found(text, language, pages), list)


def test_only_sentences_that_end_alike_are_compared(language, pages):
    text = "It does not spread to the lungs. It does spread to the lungs. It can't spread to the bones."
    assert [candidate.before for candidate in found(text, language, pages)] == ["It does spread to the lungs"]
