"""Doubtful words that are looked at no further: none that could have been likely enough."""

from __future__ import annotations

import pytest

from pipeline.correct.scene import scene_of
from pipeline.correct.text import read_text
from pipeline.correct.wording.learned import load_families
from pipeline.correct.wording.options import doubts

TEXTS = (
    "The tract lies between the muscles. Patients with a stress fracture of the foot may here a crack.",
    "Many peple beleive that the prostrate gland is inflamed, and Gulfport is a town in Mississippi.",
    "Radiation therapy for mantle cell lymphoma; the lymphomma of the mantle cell is rare. Alvadon is sold.",
    "An basic x-ray scan was brake-dance safe. Teh the docter sees the thread gland of the neck and throat.",
    "Basal insuline levels; the salvary glands, salivary glands and salvery glands are examined yearly.",
)


def _found(text, language, pages, least):
    scene, families = scene_of(read_text(pages.blocks(text)), language), load_families()
    return {
        doubt.word.start: (doubt.options, families[doubt.family].probabilities(doubt.features).max())
        for doubt in doubts(scene, language, least)
    }


@pytest.mark.parametrize("least", [0.001, 0.03, 0.5])
@pytest.mark.parametrize("text", TEXTS)
def test_no_word_is_left_out_that_has_a_likely_option(text, least, language, pages):
    every, found = _found(text, language, pages, 0.0), _found(text, language, pages, least)
    assert {place: its for place, its in every.items() if its[1] >= least}.items() <= found.items()


def test_few_words_are_looked_at_closely(language, pages):
    text = "\n".join(TEXTS)
    assert len(_found(text, language, pages, 0.03)) < len(_found(text, language, pages, 0.0)) / 2
