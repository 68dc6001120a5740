"""Mentions in abstracts and case reports, and how fast they are found, beside peers."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.extract_peers import PEERS
from benchmarks.quality.section import Section, python, read_report, run
from pipeline.extract.weights import SCHEMES

HEADER = ("corpus", "label", "P", "R", "F1 strict", "F1 relaxed")
CORPORA = {"bc5cdr": "ALL", "ncbi": "CONDITION", "maccrobat": "ALL"}
"""Name -> the label that has all its mentions."""
BESIDE_PEERS = (
    "system",
    "words per CPU second",
    "seconds to load",
    *(f"F1 strict, {name}" for name in CORPORA),
)
CAVEAT = """Speed over the annotated consumer passages, and CPU seconds to load, start-up included.
Winnow links, negates and relates what it finds within its time. The small model is there for its speed: its
labels are persons, places, dates and the like."""


def measure(shared: Path, folder: Path) -> tuple[Section, ...]:
    """Score the found spans by corpus and label, and time them beside peers; figures are in percent.

    Raises:
        ConfigurationError: a system failed.
    """
    corpora = _corpora(shared, folder)
    return corpora, _beside_peers(shared, folder, corpora)


def _corpora(shared: Path, folder: Path) -> Section:
    """What is found as on consumer pages, by corpus; then by the corpora's own schemes that are known."""
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


def _beside_peers(shared: Path, folder: Path, corpora: Section) -> Section:
    """Rows for Winnow, whose strict F1 the table of corpora has, and one for each peer."""
    ours, by_schemes = (
        [corpora.figures.get(f"extract.{name}{scheme}.{label}.strict") for name, label in CORPORA.items()]
        for scheme in ("", "-scheme")
    )
    rows: list[tuple[object, ...]] = [
        ("Winnow", *_timed(shared, folder, python("-m", "benchmarks.extract")), *ours),
        ("Winnow, asked for the corpus's own scheme", None, None, *by_schemes),
    ]
    for name, peer in PEERS.items():
        command = python("-m", "benchmarks.extract_peers", "--name", name)
        scores = _strict(shared, folder, command) if peer.finds_ours else [None] * len(CORPORA)
        label = f"{name} of spacy {version('spacy')}"
        rows.append((label, *_timed(shared, folder, command), *scores))
    return Section("Extract: beside peers", BESIDE_PEERS, tuple(rows), {}, CAVEAT)


def _timed(shared: Path, folder: Path, command: Sequence[str | Path]) -> tuple[str, str]:
    timing = folder / "extract.timing.json"
    run([*command, "--timing", timing], source=shared / "data/pages/passages.jsonl",
        target=folder / "extract.answers.jsonl")  # fmt: skip
    taken = read_report(timing)
    return f"{taken['words'] / max(taken['seconds'], 0.01):,.0f}", f"{taken['load_seconds']:.1f}"


def _strict(shared: Path, folder: Path, command: Sequence[str | Path]) -> list[float]:
    out = folder / "extract.peer.json"
    run(python(shared / "bench/extract/bench.py", "--json", out, "--cmd", shlex.join(map(str, command))))
    report = read_report(out)
    return [report[name]["rows"][label]["strict"]["f1"] for name, label in CORPORA.items()]
