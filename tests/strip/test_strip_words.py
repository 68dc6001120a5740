from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import pytest

from pipeline.strip import words
from pipeline.strip.words import ByWord, Places, Remembered, Rows, WordNumbers, latest, numbered


def lengths(of: Sequence[str]) -> Places:
    return np.fromiter(map(len, of), np.int64, len(of))


def test_values_are_numbered_in_the_order_of_first_use() -> None:
    numbers: defaultdict[str, int] = defaultdict()
    assert numbered(["b", "a", "b", "c"], numbers).tolist() == [0, 1, 0, 2]
    assert list(numbers) == ["b", "a", "c"]


def test_who_looks_for_a_value_does_not_number_it() -> None:
    numbers: defaultdict[str, int] = defaultdict()
    numbered(["a"], numbers)
    with pytest.raises(KeyError):
        numbers["b"]


def test_a_word_has_one_number_on_all_pages() -> None:
    numbers = WordNumbers()
    _, first = numbers.of(["knee", "pain"])
    _, second = numbers.of(["pain", "hip"])
    assert first[1] == second[0]


def test_very_many_words_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_MOST", 1)
    numbers = WordNumbers()
    before, _ = numbers.of(["knee", "pain"])
    after, found = numbers.of(["hip"])
    assert list(before) == ["knee", "pain"]
    assert (list(after), found.tolist()) == (["hip"], [0])


def test_each_word_is_worked_out_once() -> None:
    asked: list[str] = []

    def of_words(of: Sequence[str]) -> Places:
        asked.extend(of)
        return lengths(of)

    numbers, by_word = WordNumbers(), ByWord()
    for page in (["knee", "pain"], ["pain", "of", "knee"], ["pain"]):
        vocabulary, ids = numbers.of(page)
        assert by_word.of(vocabulary, of_words).take(ids).tolist() == list(map(len, page))
    assert asked == ["knee", "pain", "of"]


def test_words_numbered_anew_are_worked_out_anew() -> None:
    by_word = ByWord()
    for page in (["knee", "pain"], ["it"]):
        vocabulary, ids = WordNumbers().of(page)
        assert by_word.of(vocabulary, lengths).take(ids).tolist() == list(map(len, page))


def test_the_latest_values_are_told_in_their_order() -> None:
    numbers: defaultdict[str, int] = defaultdict()
    numbered(["b", "a", "c"], numbers)
    assert latest(numbers, 2) == ["a", "c"]


def lengths_in_rows(of: Sequence[str]) -> Rows:
    return np.array([[len(value), 0.5] for value in of])


def test_rows_are_those_of_the_values_however_many_are_met() -> None:
    remembered = Remembered[str](2, 100_000, lengths_in_rows)
    values = [str(number) for number in range(3000)]
    for page in (["knee", "pain"], values, ["pain", "knee"]):
        assert remembered.rows(page).tolist() == lengths_in_rows(page).tolist()


def test_rows_are_right_after_very_many_values_were_forgotten() -> None:
    remembered = Remembered[str](2, 1, lengths_in_rows)
    for page in (["knee", "pain"], ["hip", "knee"], ["pain"]):
        assert remembered.rows(page).tolist() == lengths_in_rows(page).tolist()


def test_rows_are_right_after_a_page_was_given_up() -> None:
    is_first = iter([True])

    def of_new(of: Sequence[str]) -> Rows:
        if next(is_first, False):
            raise MemoryError
        return lengths_in_rows(of)

    remembered = Remembered[str](2, 100, of_new)
    with pytest.raises(MemoryError):
        remembered.rows(["knee", "pain"])
    assert remembered.rows(["pain", "hip"]).tolist() == lengths_in_rows(["pain", "hip"]).tolist()
