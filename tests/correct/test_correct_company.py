"""The company that words keep: what fits a sentence, and what happens to a broken artefact."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.correct.wording.company import company_of, load_company, packed, unpacked
from pipeline.errors import VocabularyError

VECTORS = np.array([[2.0, 0.0], [3.0, 0.3], [0.0, 1.0]], np.float32)
COMPANY = company_of(["gland", "thyroid", "needle"], VECTORS, np.array([1.0, 0.5, 0.5], np.float32))


def test_a_word_of_like_company_fits_better():
    fit = COMPANY.fit("needle", "thyroid", ["the", "gland"])
    assert fit.after > 0.9
    assert fit.before == 0.0


def test_words_without_a_vector_fit_nothing():
    assert COMPANY.fit("thread", "thyroid", ["gland"]).before == 0.0
    assert COMPANY.fit("needle", "thyroid", ["the"]).after == 0.0


def test_what_is_packed_is_read_again():
    again = unpacked(packed(COMPANY))
    assert again.places == COMPANY.places
    assert np.allclose(again.vectors, COMPANY.vectors, atol=0.02)
    assert packed(again) == packed(COMPANY)


def test_a_broken_artefact_is_refused_by_name(tmp_path):
    path = tmp_path / "company.msgpack.zst"
    path.write_bytes(b"none")
    with pytest.raises(VocabularyError) as raised:
        load_company(path)
    assert raised.value.where == str(path)
