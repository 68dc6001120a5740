"""Deletions of boilerplate are counted against the annotation's spans, not as false edits."""

import csv
import json

from benchmarks.quality.deletions import right, without_deletions


def tables(folder, *corrections):
    folder.mkdir()
    write(folder / "documents.csv", [{"document_id": "d1", "path": "pages/gout.txt"}])
    write(folder / "corrections.csv",
          [{"document_id": "d1", "before": before, "kind": kind, "status": status}
           for before, kind, status in corrections])  # fmt: skip


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_deletions_are_parted_off(tmp_path):
    tables(tmp_path / "clean", ("teh", "spelling", "applied"), ("Read more.", "boilerplate", "applied"),
           ("Click here.", "boilerplate", "flagged"))  # fmt: skip
    made = without_deletions(tmp_path / "clean", tmp_path / "scored")
    assert [(row["before"], row["page"]) for row in made] == [("Read more.", "gout")]
    with (tmp_path / "scored/corrections.csv").open(encoding="utf-8", newline="") as stream:
        assert [row["before"] for row in csv.DictReader(stream)] == ["teh"]


def test_deletion_is_right_in_a_span_that_is_wanted_dropped(tmp_path):
    gold = tmp_path / "gold"
    gold.mkdir()
    text = "Gout hurts. Read more. It goes away."
    (gold / "gout.txt").write_text(text, encoding="utf-8")
    span = {"start": text.index("Read"), "end": text.index(" It")}
    (gold / "gout.json").write_text(json.dumps({"drop_spans": [span]}), encoding="utf-8")
    assert (
        right([{"before": "Read more.", "page": "gout"}, {"before": "Gout hurts.", "page": "gout"}], gold)
        == 1
    )
