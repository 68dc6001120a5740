"""What must hold of the edits of any text."""

from __future__ import annotations

from itertools import pairwise

from correct_samples import correct
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.correct import apply, undo

WORDS = st.sampled_from(
    [
        "the", "the", "a", "orthopedist", "stress", "fractures", "factors", "factors.Next", "hemifacial",
        "spasm", "spassm", "pain", "pain,swelling", "?", " ,", "..", "donâ€™t", "sy", "mptoms", "thestomach",
        "(CHD", "what", "Danon", "Dannon", "disease", "ibuprofin", "50%of", "“quoted", "end”", "diagnossis",
        "diagnosis", "\n", "It", "youre", "É", "\u200b", "ﷺ", ". .", "muscles weakness",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(WORDS, max_size=40).map(" ".join), st.text(max_size=80))


def made(text, language, pages):
    document, blocks = pages.of(text)
    edits = correct(document, blocks, language, {})
    return edits, apply(document, blocks, edits)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_edits_never_overlap_and_are_sorted(text, language, pages):
    edits, _ = made(text, language, pages)
    assert all(one.end <= other.start for one, other in pairwise(edits))


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_offsets_point_at_what_is_replaced(text, language, pages):
    edits, _ = made(text, language, pages)
    assert all(text[edit.start : edit.end] == edit.before for edit in edits)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_undo_gives_the_text_back(text, language, pages):
    _, clean = made(text, language, pages)
    assert "\n".join(undo(clean)) == text


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_the_same_text_gives_the_same_edits(text, language, pages):
    assert made(text, language, pages)[0] == made(text, language, pages)[0]


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_keys_are_unique(text, language, pages):
    edits, _ = made(text, language, pages)
    assert len({edit.id for edit in edits}) == len(edits)


def test_a_second_run_over_corrected_text_applies_nothing(language, pages):
    text = (
        "It may be due to stress fractures. Stress factors are rare , a orthopedist says.. The the leg.\n"
        "what is it ?\nIt doesnâ€™t hurt the sy mptoms of it.Next comes rest,swelling and the the the end ."
    )
    _, clean = made(text, language, pages)
    assert clean.text != text
    again, _ = made(clean.text, language, pages)
    assert [edit for edit in again if edit.status == "applied"] == []
