"""Slips are found by hashes: all that are words of a lexicon, and nothing else."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.correct.wording.neighbours import one_slip_away
from pipeline.correct.wording.slips import HashIndex, is_first, letters_of, slips_of, spelt

WORDS = st.lists(st.text("abcz", min_size=1, max_size=6), unique=True, max_size=30)
ASKED = st.lists(st.text("abcz", min_size=2, max_size=6), min_size=1, max_size=8)


def hashes_of(words):
    return spelt(words).whole()


@given(lexicon=WORDS, asked=ASKED)
def test_all_words_one_slip_away_are_found(lexicon, asked):
    index = HashIndex(hashes_of(lexicon), np.arange(len(lexicon)))
    found = [set() for _ in asked]
    for number, place in zip(*map(np.ndarray.tolist, index.find(slips_of(letters_of(asked)))), strict=True):
        found[number].add(lexicon[place])
    assert found == [one_slip_away(word) & set(lexicon) for word in asked]


@given(asked=ASKED)
def test_a_word_less_a_letter_has_the_hash_of_what_is_left(asked):
    left = [word[:place] + word[place + 1 :] for word in asked for place in range(len(word))]
    assert spelt(asked).less_one().tolist() == hashes_of(left).tolist()


@given(lexicon=st.lists(st.text("ab", min_size=1, max_size=3), max_size=20))
def test_all_that_share_a_hash_are_found(lexicon):
    index = HashIndex(hashes_of(lexicon), np.arange(len(lexicon)))
    found = index.find(hashes_of(["ab", "ba"])[:, None])
    pairs = set(zip(found.asked.tolist(), found.found.tolist(), strict=True))
    assert pairs == {
        (asked, place)
        for asked, word in enumerate(("ab", "ba"))
        for place, other in enumerate(lexicon)
        if other == word
    }


@given(st.lists(st.integers(0, 5)))
def test_the_first_ones_are_each_number_once(numbers):
    ordered = np.sort(np.array(numbers, np.int64))
    assert ordered[is_first(ordered)].tolist() == sorted(set(numbers))
