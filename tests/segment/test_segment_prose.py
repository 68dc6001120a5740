"""How lines read: what counts as a word, and that all lines of a page are read as each would be alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.strip.prose import read_lines

TEXTS = st.text(st.sampled_from("aB1'’_ .\t\n\u00a0ß½-•") | st.characters(), max_size=30).map(str.strip)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don’t rest", ["don't", "rest"]),
        ("the dogs' 'beds'", ["the", "dogs", "beds"]),
        ("rock'n'roll", ["rock'n", "roll"]),
        ("a_b, 30mg/day", ["a", "b", "30mg", "day"]),
        ("• Straße", ["strasse"]),
        ("...", []),
    ],
)
def test_words_are_letters_and_digits_with_at_most_one_apostrophe_inside(text, words):
    (line,) = read_lines([text])
    assert line.wording == words
    assert line.words == len(words)


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_a_line_reads_the_same_among_others_as_alone(texts):
    assert read_lines(texts) == tuple(read_lines([text])[0] for text in texts)


@given(TEXTS)
def test_white_space_is_squeezed(text):
    (line,) = read_lines([text])
    assert line.text == " ".join(line.text.split())
