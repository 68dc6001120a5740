"""What is told of things by their numbers: the same whatever was asked before, and no more than is needed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.numbered import ByNumber, Numbered, WordNumbers

OUTSIDE = ""


def lengths() -> ByNumber[str, np.int64]:
    return ByNumber(np.array(-1), lambda words: np.array(list(map(len, words))))


@given(pages=st.lists(st.tuples(st.booleans(), st.lists(st.text("ab", min_size=1, max_size=3))), max_size=5))
def test_rows_are_those_told_of_the_things(pages: list[tuple[bool, list[str]]]) -> None:
    told, known = lengths(), Numbered(OUTSIDE)
    for is_anew, words in pages:
        known = Numbered(OUTSIDE) if is_anew else known
        numbers = known.of(words)
        assert told.of(known)[numbers].tolist() == list(map(len, words))
        assert told.of(known)[0] == -1


def test_what_many_things_took_is_not_kept_for_the_next() -> None:
    told, many = lengths(), Numbered(OUTSIDE)
    many.of([str(number) for number in range(5_000)])
    assert len(told.of(many)) > 5_000
    assert len(told.of(Numbered(OUTSIDE))) < 5_000


@pytest.mark.parametrize(("most", "words"), [("_MOST", ["a", "b", "c"]), ("_MOST_LETTERS", ["abcdef"])])
def test_too_many_words_or_letters_are_forgotten_with_the_page(
    most: str, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"pipeline.extract.numbered.{most}", 3)
    numbers = WordNumbers(OUTSIDE)
    known = numbers.latest()
    known.of(["a"])
    assert numbers.latest() is known
    known.of(words)
    assert numbers.latest() is not known
    assert list(numbers.latest()) == [OUTSIDE]
