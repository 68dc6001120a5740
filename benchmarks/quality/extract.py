"""Mentions in abstracts and case reports."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.quality.section import Section, python, read_report, run

HEADER = ("corpus", "label", "P", "R", "F1 strict", "F1 relaxed")


def measure(shared: Path, folder: Path) -> Section:
    """Score the found spans by corpus and label; figures are in percent."""
    run(python(shared / "bench/extract/bench.py", "--json", folder / "extract.json",
               "--cmd", f"{sys.executable} -m benchmarks.extract"))  # fmt: skip
    rows: list[tuple[object, ...]] = []
    figures: dict[str, float] = {}
    for name, corpus in read_report(folder / "extract.json").items():
        for label, entry in corpus["rows"].items():
            strict, relaxed = entry["strict"], entry["relaxed"]["f1"]
            rows.append((name, label, strict["p"], strict["r"], strict["f1"], relaxed))
            figures |= {f"extract.{name}.{label}.strict": strict["f1"],
                        f"extract.{name}.{label}.relaxed": relaxed}  # fmt: skip
    return Section("Extract: abstracts and case reports", HEADER, tuple(rows), figures)
