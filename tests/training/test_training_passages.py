"""Annotations that are kept apart from their texts."""

from __future__ import annotations

import hashlib
import json
import lzma
from pathlib import Path

import pytest

from training.passages import read_more, read_web, read_written

ANSWER = "See a doctor. Rest helps a sore knee."


def write(folder: Path, stretch: str) -> Path:
    """A shared folder with one page, and a file of spans for the second sentence of its answer."""
    section = {"qtype": "treatment", "answer": ANSWER}
    pages = folder / "data" / "text" / "medquad.pages.jsonl.xz"
    pages.parent.mkdir(parents=True)
    with lzma.open(pages, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"id": "a/1.xml", "focus": "Knees", "sections": [section]}) + "\n")
    return spans_of(folder, "a/1", stretch)


def spans_of(folder: Path, page: str, stretch: str) -> Path:
    """A file of spans for the second sentence of a page's only text, with the digest of a stretch."""
    digest = hashlib.sha1(stretch.encode(), usedforsecurity=False).hexdigest()[:8]
    fields = {"page": page, "section": 0, "start": 14, "end": len(ANSWER), "sha1": digest,
              "spans": [[0, 4, "T"], [13, 22, "S"]]}  # fmt: skip
    path = folder / "spans.jsonl"
    path.write_text(json.dumps(fields) + "\n", encoding="utf-8")
    return path


def test_spans_meet_their_text(tmp_path: Path) -> None:
    [passage] = read_more(tmp_path, write(tmp_path, ANSWER[14:]))
    assert {(passage.text[start:end], label) for start, end, label in passage.spans} == {
        ("Rest", "TREATMENT"), ("sore knee", "SYMPTOM"),
    }  # fmt: skip
    assert (passage.topic, passage.section) == ("Knees", "treatment")


def test_another_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="a/1"):
        read_more(tmp_path, write(tmp_path, "Another text."))


def test_spans_meet_their_web_page(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "strip"
    folder.mkdir(parents=True)
    for name, pages in {
        "scrapinghub": [],
        "wcxb": [{"id": "wcxb/1", "group": "a.example", "gold": ANSWER}],
    }.items():
        with lzma.open(folder / f"{name}.gold.jsonl.xz", "wt", encoding="utf-8") as lines:
            lines.writelines(json.dumps(page) + "\n" for page in pages)
    [passage] = read_web(tmp_path, spans_of(tmp_path, "wcxb/1", ANSWER[14:]))
    assert {passage.text[start:end] for start, end, _ in passage.spans} == {"Rest", "sore knee"}
    assert (passage.topic, passage.section) == ("a.example", "other")


def written(folder: Path, text: str) -> Path:
    """A folder with one file of written texts."""
    (folder / "texts.txt").write_text(text, encoding="utf-8")
    return folder


def test_marks_of_a_written_text_become_spans(tmp_path: Path) -> None:
    text = "# knees | treatment\n[T:Rest] helps a [S:sore knee].\n\n# gout | other\nNo [C:gout]?\n"
    knees, gout = read_written(written(tmp_path, text))
    assert (knees.topic, knees.section, knees.text) == ("knees", "treatment", "Rest helps a sore knee.")
    assert knees.spans == {(0, 4, "TREATMENT"), (13, 22, "SYMPTOM")}
    assert (gout.section, gout.spans) == ("other", {(3, 7, "CONDITION")})


@pytest.mark.parametrize("text", ["# knees | treatment\n[X:Rest] helps.", "# knees | cures\n[T:Rest] helps."])
def test_a_wrong_mark_or_section_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match="knees"):
        read_written(written(tmp_path, text))
