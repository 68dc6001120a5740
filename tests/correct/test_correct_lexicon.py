"""What is told of words is what each question answers, whatever was asked before."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.correct.lexicon import Lexicon, lexicon_for

PAGES = st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=5), max_size=6)


def is_early(word, _):
    return word < "d"


def place_of(word, _):
    return ord(word) - ord("a")


@given(pages=PAGES)
def test_answers_are_those_of_the_question(pages, language):
    lexicon = Lexicon(language, 8)
    for words in pages:
        numbers = lexicon.numbers_of(words)
        assert lexicon.tell(is_early, words, numbers).tolist() == [int(word < "d") for word in words]
        assert lexicon.tell(place_of, words, numbers).tolist() == [place_of(word, None) for word in words]


def test_a_word_keeps_its_number(language):
    lexicon = Lexicon(language, 8)
    first = lexicon.numbers_of(["a", "b"])
    assert np.array_equal(lexicon.numbers_of(["b", "c", "a"])[[2, 0]], first)


def test_a_word_is_asked_about_once(language):
    asked = []

    def is_asked(word, _):
        asked.append(word)
        return True

    lexicon = Lexicon(language, 8)
    for words in (["a", "b"], ["b", "c"]):
        lexicon.tell(is_asked, words, lexicon.numbers_of(words))
    assert asked == ["a", "b", "c"]


def test_a_full_lexicon_gives_way_to_one_with_room(language):
    many = [f"word{number}" for number in range(70_000)]
    lexicon = lexicon_for(many, language)
    assert len(set(lexicon.numbers_of(many).tolist())) == len(many)
    after = lexicon_for(["more"], language)
    assert after is not lexicon
    assert after.numbers_of(["more"]).tolist() == [0]
