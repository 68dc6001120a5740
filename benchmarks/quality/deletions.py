"""Boilerplate deleted inside kept lines, set against the spans that the annotation wants dropped.

The scorer of whole pages knows errors and their repairs alone: to it, each such deletion is a false edit. So
they are taken out of the tables that it reads, and counted here.
"""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

KIND = "boilerplate"


def without_deletions(clean: Path, scored: Path) -> list[dict[str, str]]:
    """Copy the tables without the deletions.

    Args:
        clean: the folder with the tables.
        scored: the folder to make.

    Returns:
        The deletions that were made, as rows of `corrections.csv` with the page's name as `page`.
    """
    shutil.copytree(clean, scored)
    table = scored / "corrections.csv"
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]) if rows else [], lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for row in rows if row["kind"] != KIND)
    pages = _pages(clean)
    made = [row for row in rows if row["kind"] == KIND and row["status"] in {"applied", "accepted"}]
    return [row | {"page": pages[row["document_id"]]} for row in made]


def right(deletions: list[dict[str, str]], gold: Path) -> int:
    """How many of the deletions stand in a span that the annotation of their page wants dropped."""
    spans = {path.stem: list(_dropped(path)) for path in sorted(gold.glob("*.json"))}
    return sum(
        any(deletion["before"].strip() in span for span in spans.get(deletion["page"], []))
        for deletion in deletions
    )


def _pages(clean: Path) -> dict[str, str]:
    with (clean / "documents.csv").open(encoding="utf-8", newline="") as stream:
        csv.field_size_limit(2**31 - 1)
        return {
            row["document_id"]: Path(row["path"]).name.partition(".")[0] for row in csv.DictReader(stream)
        }


def _dropped(annotation: Path) -> Iterator[str]:
    page = json.loads(annotation.read_text(encoding="utf-8"))
    text = annotation.with_suffix(".txt")
    if text.exists():
        written = text.read_text(encoding="utf-8")
        for span in page.get("drop_spans", []):
            yield written[span["start"] : span["end"]]
