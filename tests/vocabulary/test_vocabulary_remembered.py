import pytest

from pipeline.vocabulary.remembered import Remembered


def test_a_word_is_worked_out_once() -> None:
    asked: list[str] = []
    lengths = Remembered(lambda word: asked.append(word) or len(word))
    assert [lengths["hip"], lengths["hip"], asked] == [3, 3, ["hip"]]


def test_all_words_are_forgotten_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.vocabulary.remembered._MOST", 2)
    lengths = Remembered(len)
    assert [lengths[word] for word in ("a", "bc", "def", "a")] == [1, 2, 3, 1]
    assert len(lengths) <= 2


def test_all_words_are_forgotten_where_they_have_too_many_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.vocabulary.remembered._MOST_LETTERS", 5)
    lengths = Remembered(len)
    assert [lengths[word] for word in ("ab", "abc", "abcd", "a")] == [2, 3, 4, 1]
    assert list(lengths) == ["abcd", "a"]
