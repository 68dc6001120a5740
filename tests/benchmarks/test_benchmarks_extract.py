"""The adapters of the extract bench."""

from __future__ import annotations

import io
import json
import sys

import pytest

from benchmarks import extract, extract_peers

TEXT = "People with migraine have nausea and dizziness."


@pytest.mark.parametrize(
    ("adapter", "named"),
    [(extract, []), (extract_peers, ["--name", "PhraseMatcher"])],
    ids=["Winnow", "a peer"],
)
def test_an_adapter_tells_spans_with_labels_and_its_time(adapter, named, tmp_path, monkeypatch, capsys):
    timing = tmp_path / "timing.json"
    monkeypatch.setattr(sys, "argv", ["adapter", *named, "--timing", str(timing)])
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps({"id": "1", "text": TEXT}) + "\n"))
    adapter.main()
    told = json.loads(capsys.readouterr().out)
    found = {(TEXT[entity["start"] : entity["end"]], entity["label"]) for entity in told["entities"]}
    assert told["id"] == "1"
    assert {("migraine", "CONDITION"), ("nausea", "SYMPTOM")} <= found
    assert json.loads(timing.read_text(encoding="utf-8"))["words"] == 7


def test_a_cause_that_is_no_mention_has_its_place_in_the_evidence(monkeypatch, capsys):
    text = "Smoking harms.\n\nMigraine is caused by smoking  too much."
    monkeypatch.setattr(sys, "argv", ["adapter"])
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps({"id": "1", "text": text}) + "\n"))
    extract.main()
    told = json.loads(capsys.readouterr().out)
    assert "smoking  too much" in [text[slice(*relation["tail"])] for relation in told["relations"]]
