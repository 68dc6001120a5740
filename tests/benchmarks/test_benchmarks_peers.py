"""The adapters of the strip bench."""

from __future__ import annotations

import json
import sys
from html.parser import HTMLParser

from benchmarks import strip
from benchmarks.lines import convert
from benchmarks.peers import as_paragraphs, guarded


def test_pages_are_answered_in_order_with_their_ids(tmp_path):
    source, target = tmp_path / "in", tmp_path / "out"
    source.write_text('{"id": "b", "text": "x"}\n{"id": "a", "text": "caf\\u00e9"}\n', encoding="utf-8")
    convert(source, target, lambda page: page["text"].upper())
    answers = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert answers == [{"id": "b", "text": "X"}, {"id": "a", "text": "CAFÉ"}]


def test_lines_given_to_a_peer_as_paragraphs_are_escaped():
    texts: list[str] = []
    parser = HTMLParser()
    parser.handle_data = texts.append  # type: ignore[method-assign]
    parser.feed(as_paragraphs("a < b & c\n<script>"))
    assert texts == ["a < b & c", "<script>"]


def test_a_page_on_which_a_peer_raises_counts_as_empty_and_is_told(capsys):
    def broken(html: str) -> str:
        raise ValueError(html)

    assert guarded(broken)("page") == ""
    assert "a page failed: ValueError('page')" in capsys.readouterr().err


def test_a_peer_that_finds_nothing_answers_empty():
    assert guarded(lambda html: None)("page") == ""


def test_the_adapter_of_winnow_answers_both_modes(tmp_path, monkeypatch):
    text = "Rest the knee for two days, and then walk a little more each day until the pain has gone."
    pages = {"html": f"<html><body><p>{text}</p></body></html>", "text": text}
    for mode, page in pages.items():
        source, target = tmp_path / mode, tmp_path / f"{mode}.out"
        source.write_text(json.dumps({"id": "1", mode: page}) + "\n", encoding="utf-8")
        monkeypatch.setattr(sys, "argv", ["strip", "--mode", mode, str(source), str(target)])
        strip.main()
        assert json.loads(target.read_text(encoding="utf-8")) == {"id": "1", "text": text}
