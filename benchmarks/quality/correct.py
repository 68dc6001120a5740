"""Planted errors, untouched paragraphs and look-alike words."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.quality.section import Section, python, read_report, run

HEADER = ("set", "edits", "P", "R", "F0.5", "false per 10,000 words", "harm")


def measure(shared: Path, folder: Path) -> Section:
    """Score the corrections that are applied, and those together with the flagged ones."""
    run(python(shared / "bench/correct/bench.py", "run", "--name", "winnow", "--out", folder,
               "--system", f"{sys.executable} -m benchmarks.correct"))  # fmt: skip
    report = read_report(folder / "winnow.dev.json")
    rows: list[tuple[object, ...]] = []
    figures: dict[str, float] = {}
    for name, views in report.items():
        for view in ("applied", "all"):
            entry = views[view]
            prf, harm = entry["correction"], sum(entry["harm"].values())
            false = entry["false_edits_per_10k_words"]
            rows.append((name, view, prf["P"], prf["R"], prf["F0.5"], false, harm))
            figures |= {f"correct.{name}.{view}.false-per-10k": false, f"correct.{name}.{view}.harm": harm}
            if entry["gold_edits"]:
                figures[f"correct.{name}.{view}.f"] = prf["F0.5"]
    return Section("Correct: planted errors, untouched paragraphs, look-alike words", HEADER, tuple(rows),
                   figures)  # fmt: skip
