"""Which word a place leads one to expect: what the words around say, and a broken artefact."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.correct.wording.expectation import LAYERS, POSITIONS, load_expectation, packed, unpacked
from pipeline.errors import VocabularyError

WORDS = ("gland", "needle", "thread", "thyroid")
VECTORS = np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 1.0], [1.0, 0.0]], np.float32)
WIDTH = 4


def _layers():
    """A network that expects words like the one right after the place."""
    inputs, after = len(POSITIONS) * WIDTH, POSITIONS.index(1)
    layers = {
        "hidden": np.zeros((inputs, 1)), "hidden_bias": np.zeros(1), "output": np.zeros((1, WIDTH)),
        "direct": np.zeros((inputs, WIDTH)), "bias": np.zeros(WIDTH), "words": np.eye(WIDTH),
    }  # fmt: skip
    layers["direct"][after * WIDTH : (after + 1) * WIDTH] = np.eye(WIDTH)
    return {name: layers[name].astype(np.float32) for name in LAYERS}


ARTEFACT = packed(WORDS, VECTORS, _layers())
EXPECTATION = unpacked(ARTEFACT, {})


def test_the_words_around_tell_which_word_fits():
    (fit,) = EXPECTATION.fits([("the", "thread", "gland")], [1], [("thread", "thyroid")])
    assert fit == pytest.approx([0.0, 1.0])


def test_a_place_at_the_end_of_a_sentence_expects_none_of_them():
    (fit,) = EXPECTATION.fits([("thread",)], [0], [("thread", "thyroid", "unheard")])
    assert fit == pytest.approx([0.0, 0.0, 0.0])


def test_no_places_have_no_fits():
    assert EXPECTATION.fits([], [], []) == []


def test_the_vectors_are_company_too():
    assert EXPECTATION.company.fit("thread", "thyroid", ["gland"]).after > 0.9


def test_a_network_for_other_vectors_is_refused(tmp_path):
    path = tmp_path / "expectation.msgpack.zst"
    for artefact in (b"none", packed(WORDS, np.ones((4, 3), np.float32), _layers())):
        path.write_bytes(artefact)
        with pytest.raises(VocabularyError) as raised:
            load_expectation({}, path)
        assert raised.value.where == str(path)
