"""The network of what a place leads one to expect, learned from a toy text."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.correct.wording.expectation import packed, unpacked
from pipeline.correct.wording.neighbours import Neighbours
from training.language import expectation

WORDS = ("cord", "chord", "guitar", "spinal")
VECTORS = np.array([[1.5, 1.0], [1.5, -1.0], [-1.5, -1.0], [-1.5, 1.0]], np.float32)
SENTENCES = [("the", "spinal", "cord"), ("a", "guitar", "chord")] * 150


@pytest.fixture(scope="module")
def learned():
    near = Neighbours(dict.fromkeys(WORDS, 4.0))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(expectation, "ROUNDS", 60)
        patch.setattr(expectation, "_BATCH", 64)
        return expectation.learn(SENTENCES, WORDS, VECTORS, near)


def test_the_word_that_stood_there_is_expected_rather_than_one_like_it(learned):
    found = unpacked(packed(WORDS, VECTORS, learned), {})
    spinal, guitar = found.fits(
        [("the", "spinal", "cord"), ("a", "guitar", "cord")], [2, 2], [("cord", "chord")] * 2
    )
    assert spinal[0] > spinal[1]
    assert guitar[0] < guitar[1]
