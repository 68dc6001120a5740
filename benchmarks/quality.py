"""Runs the scorers of the benchmark data on Winnow and lays their figures out as Markdown.

The scorers are programs of the data folder (`bench/`); Winnow is handed to them as a command.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Figures = Mapping[str, Any]

HEAD = """# Quality

Measured by `make bench SHARED=<data folder>` (development data; `python -m benchmarks --shared FOLDER
--out docs/quality.md` writes this file). The scorers' heads say what each figure means.
"""

SOURCE = 'title = "Annotated pages"\npublisher = "several"\nurl = "unknown"\nlicence = "unknown"\n'


def tables(shared: Path) -> str:
    """All quality tables as one Markdown text; `shared` holds `data/` and `bench/`."""
    with tempfile.TemporaryDirectory() as folder:
        parts = [make(shared, Path(folder)) for make in (_pages, _strip, _correct, _extract)]
    return "\n".join([HEAD, *parts])


def _run(command: Sequence[str | Path]) -> None:
    subprocess.run([str(part) for part in command], check=True, stdout=sys.stderr)


def _markdown(title: str, header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = [f"## {title}", "", "| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    lines += ["| " + " | ".join("" if cell is None else str(cell) for cell in row) + " |" for row in rows]
    return "\n".join([*lines, ""])


def _pages(shared: Path, folder: Path) -> str:
    """Whole annotated pages through `winnow run`, end to end."""
    gold, raw = shared / "data/pages/gold", folder / "raw"
    shutil.copytree(gold / "raw", raw / "annotated", copy_function=shutil.copyfile)
    (raw / "annotated").chmod(0o755)
    (raw / "annotated/source.toml").write_text(SOURCE + 'accessed = "unknown"\n', encoding="utf-8")
    _run([sys.executable, "-m", "pipeline", "run", "--raw", raw, "--clean", folder / "clean",
          "--decisions", folder / "none"])  # fmt: skip
    _run([sys.executable, shared / "bench/pages/score.py", gold, folder / "clean",
          "--json", folder / "pages.json"])  # fmt: skip
    figures = json.loads((folder / "pages.json").read_text(encoding="utf-8"))
    rows = [*_strip_and_correct(figures), *_entities(figures), *_relations(figures)]
    return _markdown(f"Whole pages, end to end ({figures['documents']} pages)", ("figure", "value"), rows)


def _strip_and_correct(figures: Figures) -> list[tuple[str, object]]:
    strip, correct = figures["strip"], figures["correct"]
    shown = correct["shown"]
    return [
        ("kept text P / R / F1", f"{strip['P']} / {strip['R']} / {strip['F1']}"),
        ("errors shown P / R / F0.5", f"{shown['P']} / {shown['R']} / {shown['F']}"),
        ("applied edits, precision", f"{correct['applied_precision']} ({correct['applied']} applied)"),
        ("safe errors repaired", correct["auto_ok_repaired"]),
        ("false applied edits per 10,000 words", correct["false_applied_per_10k_words"]),
        ("harm", correct["harm"]),
        ("errors for people only, yet applied", correct["review_only_errors_applied"]),
    ]


def _entities(figures: Figures) -> list[tuple[str, object]]:
    rows: list[tuple[str, object]] = []
    for label, entry in figures["extract"].items():
        strict, relaxed = entry["unique_strict"]["F"], entry["unique_relaxed"]["F"]
        rows.append((f"{label} unique F1 strict / relaxed", f"{strict} / {relaxed}"))
        rows.append((f"{label} negation accuracy", entry["negation_accuracy"]))
    return rows


def _relations(figures: Figures) -> list[tuple[str, object]]:
    return [(f"relations F1, {kind}", entry["F"]) for kind, entry in figures["relate"].items()]


def _strip(shared: Path, folder: Path) -> str:
    rows = []
    for mode in ("html", "text"):
        system = [sys.executable, "-m", "benchmarks.strip", "--mode", mode, "{in}", "{out}"]
        _run([sys.executable, shared / "bench/strip/bench.py", "--mode", mode, "--name", "winnow",
              "--out", folder, "--", *system])  # fmt: skip
        table = json.loads((folder / f"winnow.{mode}.dev.json").read_text(encoding="utf-8"))["table"]
        rows += [(mode, name, *(_number(entry.get(key)) for key in ("p", "r", "f1", "pps")))
                 for name, entry in table.items()]  # fmt: skip
    return _markdown("Strip: main content of web pages",
                     ("mode", "set", "P", "R", "F1", "pages per CPU second"), rows)  # fmt: skip


def _correct(shared: Path, folder: Path) -> str:
    _run([sys.executable, shared / "bench/correct/bench.py", "run", "--name", "winnow", "--out", folder,
          "--system", f"{sys.executable} -m benchmarks.correct"])  # fmt: skip
    report = json.loads((folder / "winnow.dev.json").read_text(encoding="utf-8"))
    rows = [(name, view, *_prf(entry["correction"], ("P", "R", "F0.5")), entry["false_edits_per_10k_words"],
             sum(entry["harm"].values()))
            for name, views in report.items() for view in ("applied", "all")
            for entry in [views[view]]]  # fmt: skip
    return _markdown("Correct: planted errors, untouched paragraphs, look-alike words",
                     ("set", "edits", "P", "R", "F0.5", "false per 10,000 words", "harm"), rows)  # fmt: skip


def _extract(shared: Path, folder: Path) -> str:
    _run([sys.executable, shared / "bench/extract/bench.py", "--json", folder / "extract.json",
          "--cmd", f"{sys.executable} -m benchmarks.extract"])  # fmt: skip
    report = json.loads((folder / "extract.json").read_text(encoding="utf-8"))
    rows = [(name, label, *_prf(entry["strict"], ("p", "r", "f1")), entry["relaxed"]["f1"])
            for name, corpus in report.items() for label, entry in corpus["rows"].items()]  # fmt: skip
    return _markdown("Extract: abstracts and case reports",
                     ("corpus", "label", "P", "R", "F1 strict", "F1 relaxed"), rows)  # fmt: skip


def _prf(figures: Figures, keys: Sequence[str]) -> list[object]:
    return [figures[key] for key in keys]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}" if value < 2 else f"{value:.1f}"
