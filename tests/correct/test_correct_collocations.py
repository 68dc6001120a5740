"""Words that belong where another stands: the pairs that the language model has seen, and rough likeness."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jellyfish import damerau_levenshtein_distance

from pipeline.correct.wording.collocations import collocations_of


@pytest.fixture(scope="module")
def collocates(language):
    ids = language.model.words.ids
    collocations, every = collocations_of(language.model, language.neighbours), language.neighbours.all

    def of(before, word, after):
        at = [np.array([ids.get(other, 0)]) for other in (before, after)]
        return {every[number] for number in collocations.of([word], *at).found.tolist()}

    return of


def test_a_word_far_in_spelling_is_found_by_the_word_after(collocates):
    assert "thyroid" in collocates("the", "thread", "gland")


def test_a_word_far_in_spelling_is_found_by_the_word_before(collocates):
    assert "clots" in collocates("blood", "clouds", "and")


def test_a_word_that_never_stands_there_is_not_found(collocates):
    assert "thyroid" not in collocates("garden", "thread", "zebra")


def test_a_word_that_begins_otherwise_is_not_found(collocates):
    assert not {word for word in collocates("blood", "clouds", "and") if not word.startswith("c")}


def test_no_place_no_word(language):
    none = np.array([], np.int64)
    assert [its.tolist() for its in language.collocations.of([], none, none)] == [[], []]


def test_many_places_are_told_by_their_numbers(language):
    ids = language.model.words.ids
    before, after = np.full(1001, ids["the"]), np.full(1001, ids["gland"])
    asked = language.collocations.of(["zzzz"] * 1000 + ["thread"], before, after).asked
    assert set(asked.tolist()) == {1000}


@given(
    word=st.text("abegnorty", min_size=3, max_size=12), other=st.sampled_from(("thyroid", "gland", "blood"))
)
def test_no_word_is_nearer_than_it_is_told_to_be_at_least(word, other, language):
    ids, _ = language.model.words.read([other])
    (least,) = language.collocations.least_distances([word], np.zeros(1, np.int64), ids).tolist()
    assert least <= max(damerau_levenshtein_distance(word, other), 1)
