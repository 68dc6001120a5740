"""What a document is told to hold: words side by side in one sentence."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.correct.scene import scene_of
from pipeline.correct.text import read_text

WORDS = ("pain", "in", "the", "knee")
LINES = st.lists(st.lists(st.sampled_from((*WORDS, "ends.")), max_size=7).map(" ".join), max_size=4)


@given(lines=LINES)
def test_words_are_counted_side_by_side_within_their_sentence(lines, language, pages):
    scene = scene_of(read_text(pages.blocks("\n".join(lines))), language)
    pairs = [pair for lowers in scene.lowers for pair in pairwise(lowers)]
    asked = [(one, other) for one in (*WORDS, "zebra") for other in WORDS]
    lefts, rights = (
        np.array([scene.kind_of.get(word, -1) for word in words]) for words in zip(*asked, strict=True)
    )
    assert scene.times_beside(lefts, rights).tolist() == [pairs.count(pair) for pair in asked]


@given(lines=LINES)
def test_a_word_is_counted_beside_the_neighbours_that_it_has(lines, language, pages):
    scene = scene_of(read_text(pages.blocks("\n".join(lines))), language)
    numbers = np.arange(len(scene.kinds))
    pairs = [pair for lowers in scene.lowers for pair in pairwise(lowers)]
    expected = [
        sum(pairs.count(pair) for pair in pairwise(lowers[max(0, place - 1) : place + 2]))
        for lowers in scene.lowers
        for place in range(len(lowers))
    ]
    assert scene.times_amid(numbers, scene.kinds).tolist() == expected
    assert scene.sides_of(numbers).tolist() == [
        (place > 0) + (place + 1 < len(lowers)) for lowers in scene.lowers for place in range(len(lowers))
    ]
