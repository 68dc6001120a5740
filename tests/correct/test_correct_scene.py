"""What a document is told to hold: words side by side in one sentence."""

from __future__ import annotations

from itertools import pairwise

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
    for one in (*WORDS, "zebra"):
        for other in WORDS:
            assert scene.times_beside(one, other) == pairs.count((one, other))
