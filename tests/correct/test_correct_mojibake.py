"""What text looks like after the wrong decoding, and how it is mended in the style of its page."""

from __future__ import annotations

import pytest

from pipeline.correct.detectors.mojibake import detect_mojibake
from pipeline.correct.scene import scene_of
from pipeline.correct.text import read_text


def mended(text, language, pages):
    blocks = pages.blocks(text)
    for candidate in sorted(detect_mojibake(scene_of(read_text(blocks), language), language), reverse=True):
        text = text[: candidate.start] + candidate.after + text[candidate.end :]
    return text


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("It doesnâ€™t hurt.", "It doesn't hurt."),
        ("It doesnâ€™t hurt.\nThe dog’s leg.", "It doesn’t hurt.\nThe dog’s leg."),
        ("Rest â€“ or not", "Rest - or not"),
        ("Rest â€“ or not\nIce – or heat", "Rest – or not\nIce – or heat"),
        ("the bodyâ€”the leg", "the body—the leg"),
    ],
)
def test_quotation_marks_and_dashes_follow_the_page(text, right, language, pages):
    assert mended(text, language, pages) == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Itâ\x80\x99s", "It's"),
        ("Ã¢â‚¬Å“restÃ¢â‚¬Â\x9d", '"rest"'),
        ("ItÂ\x92s", "It's"),
        ("SjÃ¶grenâ€™s", "Sjögren's"),
        ("20Â mg\xa0a day", "20 mg\xa0a day"),
    ],
)
def test_every_layer_of_wrong_decoding_is_undone(text, right, language, pages):
    assert mended(text, language, pages) == right


@pytest.mark.parametrize("text", ["naïve café", "Ångström", "5 µg ± 2 °C", "«Été» – “ÇA”…", "“Oui”—dit-il"])
def test_text_that_is_right_stays(text, language, pages):
    assert mended(text, language, pages) == text


def test_long_runs_are_read_in_linear_time(language, pages):
    assert mended("Ã" * 200_000, language, pages)
