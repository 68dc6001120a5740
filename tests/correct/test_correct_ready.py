"""The neighbours that are found beforehand: those that would be found, of the words they were found for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.correct import load_language
from pipeline.correct.wording.neighbours import Neighbours
from pipeline.correct.wording.ready import load_ready, packed, unpacked
from pipeline.errors import VocabularyError
from pipeline.vocabulary import load_vocabulary

WORDS = st.text("abcdes", min_size=3, max_size=7)
ENGLISH = {"scar": 1e-4, "scare": 1e-5, "don't": 1e-6, "scarf": 1e-7, "scary": 1e-8}
MEANT = Neighbours({"scar": 5.0, "scare": 4.0, "star": 4.5})


@given(meant=st.dictionaries(WORDS, st.sampled_from([2.0, 3.5, 4.5]), max_size=30), others=st.sets(WORDS))
def test_what_is_found_beforehand_is_what_would_be_found(meant, others):
    neighbours, english = Neighbours(meant), dict.fromkeys(sorted(others), 1e-5)
    ready = unpacked(packed(neighbours, english, len(english)), neighbours, english)
    for word in (*meant, *english):
        numbers, distances = (part.tolist() for part in ready.of(word))
        told = list(zip([neighbours.all[number] for number in numbers], distances, strict=True))
        assert told == list(neighbours.of(word, True))


def test_only_the_commonest_words_are_told_of():
    ready = unpacked(packed(MEANT, ENGLISH, 3), MEANT, ENGLISH)
    assert [word for word in ENGLISH if ready.of(word) is None] == ["scarf", "scary"]


@pytest.mark.parametrize(
    ("neighbours", "english"),
    [
        (Neighbours({**MEANT.words, "spar": 3.0}), ENGLISH),
        (Neighbours({**MEANT.words, "star": 2.0}), ENGLISH),
        (MEANT, {"scarred": 1e-3, **ENGLISH}),
    ],
)
def test_nothing_is_told_where_the_words_are_others(neighbours, english):
    ready = unpacked(packed(MEANT, ENGLISH, 3), neighbours, english)
    assert ready.of("scar") is None


def test_the_shipped_neighbours_are_those_of_the_shipped_words():
    language = load_language(load_vocabulary())
    words = sorted(language.ready.rows)[::2500]
    found = [language.ready.of(word) for word in words]
    numbers = [[language.neighbours.all[number] for number in its.numbers.tolist()] for its in found]
    assert len(words) > 40
    assert numbers == [
        [near.word for near in language.neighbours.of(word, True)] if word.isalpha() and len(word) > 2 else []
        for word in words
    ]


def test_a_broken_artefact_is_refused_by_name(tmp_path):
    path = tmp_path / "neighbours.msgpack.zst"
    path.write_bytes(b"none")
    with pytest.raises(VocabularyError) as raised:
        load_ready(MEANT, ENGLISH, path)
    assert raised.value.where == str(path)
