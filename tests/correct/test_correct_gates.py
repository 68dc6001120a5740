"""Gates find what the regular expressions do that they are."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.correct.characters import codes_of
from pipeline.correct.detectors.gates import Gates
from pipeline.errors import RuleError

PATTERNS = ["ab", "[ab] ", r"\.\s", "[^a]b[\\]é]", "é", "a[bé].. a"]


@given(
    patterns=st.lists(st.sampled_from(PATTERNS), unique=True), text=st.text("ab .é]\U0001f300\n", max_size=30)
)
def test_patterns_are_found_where_they_stand(patterns, text):
    places, bits = Gates(patterns).found(codes_of(text + "\n"))
    for number, pattern in enumerate(patterns):
        found = places[bits & 2**number > 0].tolist()
        wanted = [match.start() for match in re.finditer(f"(?s)(?={pattern})", text + "\n")]
        assert [place for place in found if place < len(text)] == [
            place for place in wanted if place < len(text)
        ]


def test_more_patterns_than_bits_are_an_error():
    with pytest.raises(RuleError, match="64 gates"):
        Gates(["ab"] * 64)
