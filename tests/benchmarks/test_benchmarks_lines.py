"""The adapters of the strip bench answer for every page, whatever stands in it."""

import json

from benchmarks.lines import convert


def test_half_a_character_loses_no_page(tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "a", "text": "one \\uD800 two"}\n{"id": "b", "text": "\\ud83d\\ude00"}\n')
    convert(source, target, lambda page: page["text"])
    answers = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert answers == [{"id": "a", "text": "one \ufffd two"}, {"id": "b", "text": "😀"}]
