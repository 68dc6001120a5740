"""Measured figures on disk."""

from __future__ import annotations

import pytest

from benchmarks.figures import read_figures, write_figures
from pipeline.errors import ArgumentError


def test_figures_are_read_back_as_written(tmp_path):
    path = tmp_path / "new" / "quality.json"
    write_figures({"b": 1, "a": 0.5}, path)
    assert read_figures(path) == {"a": 0.5, "b": 1.0}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"a": NaN}', '{"a": Infinity}', '{"a": null}', '{"a": true}', "\udcff"]
)
def test_broken_figures_are_a_typed_error_that_names_the_file(tmp_path, text):
    path = tmp_path / "quality.json"
    path.write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(ArgumentError, match=r"quality\.json"):
        read_figures(path)


def test_missing_figures_are_a_typed_error_that_says_how_to_measure(tmp_path):
    with pytest.raises(ArgumentError, match="make bench"):
        read_figures(tmp_path / "quality.json")
