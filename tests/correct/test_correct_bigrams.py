"""The pairs of words of English at large: what was counted, what was not, and a broken artefact."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.correct.wording.bigrams import bigrams_of, load_bigrams, packed, unpacked
from pipeline.errors import VocabularyError

BIGRAMS = bigrams_of({("spinal", "cord"): 1e7, ("the", "cord"): 1e6, ("the", "chord"): 1e5})


def test_a_pair_has_the_logarithm_of_its_count():
    assert BIGRAMS.of(["spinal", "the"], ["cord", "chord"]) == pytest.approx([7.0, 5.0])


def test_what_was_not_counted_is_rarer_than_anything():
    found = BIGRAMS.of(["spinal", "spinal", "zzz", "cord"], ["chord", "zzz", "cord", "spinal"])
    assert found == pytest.approx([BIGRAMS.least] * 4)
    assert BIGRAMS.least < BIGRAMS.logs.min()


def test_what_is_packed_is_read_again():
    again = unpacked(packed(BIGRAMS))
    assert again.places == BIGRAMS.places
    assert np.array_equal(again.keys, BIGRAMS.keys)
    assert packed(again) == packed(BIGRAMS)


def test_a_broken_artefact_is_refused_by_name(tmp_path):
    path = tmp_path / "bigrams.msgpack.zst"
    path.write_bytes(b"none")
    with pytest.raises(VocabularyError) as raised:
        load_bigrams(path)
    assert raised.value.where == str(path)
