"""The filter of texts rules none out that is there."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.correct.detectors.grams import Needles

TEXTS = st.lists(st.text("ab .é", min_size=1, max_size=7), max_size=6)


@given(texts=TEXTS, long=st.text("ab .é", max_size=40))
def test_all_that_stand_in_a_text_may_be_there(texts, long):
    found = Needles(texts).may_be_in(long)
    assert [text for text in texts if text in long] == [text for text in found if text in long]


def test_what_shares_no_run_is_ruled_out():
    assert Needles(["they is", "we has"]).may_be_in("It hurts. They are.") == []
