"""What is told of words is what each question answers, whatever was asked before."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.correct.lexicon import Lexicon, lexicon_for

PAGES = st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=5), max_size=6)


def are_early(entries, _):
    return [word < "d" for word in entries.words]


def places_of(entries, _):
    return [ord(word) - ord("a") for word in entries.words]


@given(pages=PAGES)
def test_answers_are_those_of_the_question(pages, language):
    lexicon = Lexicon(language, 8)
    for words in pages:
        numbers = lexicon.numbers_of(words)
        assert lexicon.tell(are_early, words, numbers).tolist() == [int(word < "d") for word in words]
        assert lexicon.tell(places_of, words, numbers).tolist() == [ord(word) - ord("a") for word in words]


def test_questions_are_told_what_the_language_knows(language):
    def are_known(entries, _):
        assert entries.zipf == [language.zipf(word) for word in entries.words]
        return entries.known

    lexicon, words = Lexicon(language, 8), ["the", "qqqqq", "fracture"]
    assert lexicon.tell(are_known, words, lexicon.numbers_of(words)).tolist() == [1, 0, 1]


def test_words_are_read_as_the_language_model_reads_them(language):
    lexicon, words = Lexicon(language, 8), ["the", "qqqqq", "1998"]
    numbers = lexicon.numbers_of(words)
    ids, shares = language.model.words.read(words)
    assert np.array_equal(lexicon.ids[numbers], ids)
    assert np.array_equal(lexicon.shares[numbers], shares)


def test_a_word_keeps_its_number(language):
    lexicon = Lexicon(language, 8)
    first = lexicon.numbers_of(["a", "b"])
    assert np.array_equal(lexicon.numbers_of(["b", "c", "a"])[[2, 0]], first)


def test_a_word_is_asked_about_once(language):
    asked = []

    def are_asked(entries, _):
        asked.extend(entries.words)
        return [True] * len(entries.words)

    lexicon = Lexicon(language, 8)
    for words in (["a", "b"], ["b", "c"]):
        lexicon.tell(are_asked, words, lexicon.numbers_of(words))
    assert asked == ["a", "b", "c"]


def test_a_full_lexicon_gives_way_to_one_with_room(language):
    some, others = ([f"{word}{number}" for number in range(30_000)] for word in ("some", "other"))
    lexicon = lexicon_for(some, language)
    assert len(set(lexicon.numbers_of(some).tolist())) == len(some)
    assert lexicon_for(others, language) is not lexicon


def test_a_lexicon_for_more_words_than_are_remembered_is_not_kept(language):
    many = [f"word{number}" for number in range(70_000)]
    kept, large = lexicon_for(["more"], language), lexicon_for(many, language)
    assert len(set(large.numbers_of(many).tolist())) == len(many)
    assert lexicon_for(["more"], language) is kept


@pytest.mark.parametrize(
    ("word", "is_known"), [("ichthyoses", True), ("ichthyosis", True), ("zzqses", False)]
)
def test_greek_plurals_of_medical_words_are_known(word, is_known, language):
    assert language.knows(word) is is_known
