"""How lines read: what counts as a word, and that all lines of a page are read as each would be alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.strip.prose import lines_of
from pipeline.strip.reading import read

TEXTS = (
    st.text(st.sampled_from("aB1'’_ .\t\n\u00a0ß½-•") | st.characters(), max_size=30)
    .map(str.strip)
    .filter(bool)
)


def read_lines(texts):
    return lines_of(texts, read(texts))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don’t rest", ["don", "t", "rest"]),
        ("the dogs' 'beds'", ["the", "dogs", "beds"]),
        ("a_b, 30mg/day", ["a_b", "30mg", "day"]),
        ("• Straße\nzwei", ["straße", "zwei"]),
        ("...", []),
    ],
)
def test_words_are_runs_of_letters_and_digits(text, words):
    reading = read([text])
    vocabulary = list(reading.vocabulary)
    assert [vocabulary[place] for place in reading.ids] == words
    (line,) = lines_of([text], reading)
    assert (line.words, line.folded) == (len(words), "".join(words))


def test_function_words_are_counted():
    (line,) = read_lines(["You’ll rest when it is over"])
    assert line.stop_words == 5


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_a_line_reads_the_same_among_others_as_alone(texts):
    assert read_lines(texts) == [read_lines([text])[0] for text in texts]


@given(TEXTS)
def test_white_space_is_squeezed(text):
    (line,) = read_lines([text])
    assert line.text == " ".join(line.text.split())
