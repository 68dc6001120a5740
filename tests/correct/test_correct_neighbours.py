"""The neighbours of a word: the nearest and commonest of all that are near, however they are looked for."""

from hypothesis import given
from hypothesis import strategies as st
from jellyfish import damerau_levenshtein_distance

from pipeline.correct.wording.neighbours import Neighbours, one_slip_away

WORDS = st.text("abcdes", min_size=3, max_size=7)
LEXICONS = st.dictionaries(WORDS, st.sampled_from([2.0, 2.5, 3.5, 4.5, 6.0]), max_size=60)


@given(word=WORDS, other=WORDS)
def test_one_slip_is_distance_one(word, other):
    assert (other in one_slip_away(word)) == (damerau_levenshtein_distance(word, other) == 1)


@given(word=WORDS, lexicon=LEXICONS)
def test_all_words_a_slip_away_are_neighbours(word, lexicon):
    near = {other.word for other in Neighbours(lexicon).of(word, False)}
    assert near >= one_slip_away(word) & lexicon.keys() or len(near) == 40


@given(word=WORDS, lexicon=LEXICONS)
def test_neighbours_of_a_known_word_are_the_first_of_all(word, lexicon):
    neighbours = Neighbours(lexicon)
    assert neighbours.of(word, True) == neighbours.of(word, False)[:20]


@given(word=WORDS, lexicon=LEXICONS)
def test_neighbours_are_ranked_by_distance_and_commonness(word, lexicon):
    near = Neighbours(lexicon).of(word, True)
    assert all(other.distance == damerau_levenshtein_distance(word, other.word) for other in near)
    ranks = [(other.distance - lexicon[other.word] / 2, other.word) for other in near]
    assert ranks == sorted(ranks)


@given(words=st.lists(WORDS, min_size=1, max_size=6), lexicon=LEXICONS, data=st.data())
def test_neighbours_of_many_words_are_those_of_each(words, lexicon, data):
    are_known = [data.draw(st.booleans()) for _ in words]
    neighbours = Neighbours(lexicon, frozenset({"bad", "dab", "it's", "abc def"}))
    alone = [neighbours.of(word, is_known) for word, is_known in zip(words, are_known, strict=True)]
    assert neighbours.of_all(words, are_known) == alone
