from __future__ import annotations

import gzip
from importlib.machinery import ModuleSpec
from pathlib import Path

import msgspec
import pytest
import wordfreq

from pipeline.correct import frequencies
from pipeline.errors import VocabularyError


def put(folder: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None) -> None:
    """Have the package stand in a folder, with this list."""
    spec = ModuleSpec("wordfreq", None, origin=str(folder / "__init__.py"))
    monkeypatch.setattr(frequencies, "find_spec", lambda name: spec)
    if content is not None:
        (folder / "data").mkdir()
        (folder / "data" / "large_en.msgpack.gz").write_bytes(content)


def test_shares_and_their_order_are_those_of_wordfreq() -> None:
    known = wordfreq.get_frequency_dict("en", wordlist="large")
    assert list(frequencies.load_frequencies().items()) == list(known.items())


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"no gzip",
        gzip.compress(b"\xc1"),
        gzip.compress(msgspec.msgpack.encode({})),
        gzip.compress(msgspec.msgpack.encode([{"format": "cB", "version": 2}, ["word"]])),
        gzip.compress(msgspec.msgpack.encode([{"format": "cB", "version": 1}, ["word"]]))[:-9],
    ],
)
def test_missing_or_other_list_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    put(tmp_path, monkeypatch, content)
    with pytest.raises(VocabularyError, match="frequencies of words") as caught:
        frequencies.load_frequencies()
    assert str(tmp_path) in caught.value.where
    assert caught.value.remedy


def test_missing_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frequencies, "find_spec", lambda name: None)
    with pytest.raises(VocabularyError, match="frequencies of words"):
        frequencies.load_frequencies()
