import pytest

from pipeline.extract.remembered import Remembered


def test_a_word_is_worked_out_once() -> None:
    asked: list[str] = []
    lengths = Remembered(lambda word: asked.append(word) or len(word))
    assert [lengths["hip"], lengths["hip"], asked] == [3, 3, ["hip"]]


def test_all_words_are_forgotten_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.extract.remembered._MOST", 2)
    lengths = Remembered(len)
    assert [lengths[word] for word in ("a", "bc", "def", "a")] == [1, 2, 3, 1]
    assert len(lengths) <= 2
