"""Slips are planted where they can be undone, and what undoes them is told from what does not."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from training.slips import Slip, Spoilt, spoil, spoilt_at

TEXT = (
    "Note: Patients may ask about it. It hurts in the leg (such as the knee), and that affects you. "
    "Doctors don't know why.\nIt is the body's way to say that 50% of people, sometimes more, need rest."
)


def repaired(spoilt):
    parts, position = [], 0
    for slip in spoilt.slips:
        parts += [spoilt.text[position : slip.start], slip.right]
        position = slip.end
    return "".join(parts) + spoilt.text[position:]


@given(st.integers(0, 10_000))
def test_undoing_all_slips_gives_the_text_back(seed):
    found = spoil(TEXT, Random(seed))
    assert found.slips
    assert repaired(found) in (TEXT, "- " + TEXT.replace("Note: ", "Note. "))


@given(st.integers(0, 10_000))
def test_each_slip_is_undone_by_what_stood_there(seed):
    found = spoil(TEXT, Random(seed))
    assert all(found.is_undone_by(*slip) for slip in found.slips)


def test_an_edit_beside_all_slips_is_not_judged():
    found = Spoilt("a the the leg, and more words", (Slip(2, 9, "the"),))
    assert found.is_undone_by(20, 24, "few") is None


def test_a_longer_edit_that_comes_to_the_same_undoes_a_slip():
    found = Spoilt("a the the leg", (Slip(2, 9, "the"),))
    assert found.is_undone_by(0, 13, "a the leg")
    assert found.is_undone_by(2, 9, "a") is False


def test_typographic_variants_count_as_equal():
    found = Spoilt("it doesnt hurt", (Slip(3, 9, "doesn’t"),))
    assert found.is_undone_by(3, 9, "doesn't")


def test_places_of_slips_are_those_of_the_spoilt_text():
    found = spoilt_at("one two three", [(0, 3, "won"), (4, 7, "too-too")])
    assert [found.text[slip.start : slip.end] for slip in found.slips] == ["won", "too-too"]
