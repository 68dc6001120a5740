"""Mentions in abstracts and case reports."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.quality.section import Section, python, read_report, run
from pipeline.extract.weights import SCHEMES

HEADER = ("corpus", "label", "P", "R", "F1 strict", "F1 relaxed")


def measure(shared: Path, folder: Path) -> Section:
    """Score the found spans by corpus and label; figures are in percent.

    All corpora with what the recogniser finds on consumer pages, then those whose label scheme it knows with
    that scheme.
    """
    rows: list[tuple[object, ...]] = []
    figures: dict[str, float] = {}
    for name, label, entry in _scored(shared, folder / "extract.json"):
        strict, relaxed = entry["strict"], entry["relaxed"]["f1"]
        rows.append((name, label, strict["p"], strict["r"], strict["f1"], relaxed))
        figures |= {f"extract.{name}.{label}.strict": strict["f1"],
                    f"extract.{name}.{label}.relaxed": relaxed}  # fmt: skip
    return Section("Extract: abstracts and case reports", HEADER, tuple(rows), figures)


def _scored(shared: Path, out: Path) -> Iterator[tuple[str, str, Any]]:
    """Name of the corpus (`-scheme` where its own scheme is asked for), label and figures."""
    for scheme in SCHEMES:
        own = scheme != "consumer"
        run(python(shared / "bench/extract/bench.py", "--json", out,
                   *(("--sets", scheme) if own else ()),
                   "--cmd", f"{sys.executable} -m benchmarks.extract --scheme {scheme}"))  # fmt: skip
        for name, corpus in read_report(out).items():
            for label, entry in corpus["rows"].items():
                yield f"{name}-scheme" if own else name, label, entry
