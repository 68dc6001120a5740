"""Whole annotated pages through `winnow run`, end to end."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from statistics import fmean
from typing import Any

from benchmarks.quality.deletions import right, without_deletions
from benchmarks.quality.section import Section, present, python, read_report, run
from pipeline.read import inventory

SOURCE = (
    'title = "Annotated pages"\npublisher = "several"\nurl = "unknown"\nlicence = "unknown"\n'
    'accessed = "unknown"\n'
)
Report = Mapping[str, Any]


def measure(shared: Path, folder: Path, raw: Path) -> Section:
    """Run the annotated pages and score them, all together and the kept text page by page.

    Args:
        shared: the data folder.
        folder: an empty folder to work in.
        raw: the project's raw folder; its pages are among the annotated ones.
    """
    gold, clean = shared / "data/pages/gold", folder / "clean"
    annotated = folder / "raw/annotated"
    shutil.copytree(gold / "raw", annotated, copy_function=shutil.copyfile)
    annotated.chmod(0o755)
    (annotated / "source.toml").write_text(SOURCE, encoding="utf-8")
    run(python("-m", "pipeline", "run", "--raw", annotated.parent, "--clean", clean,
               "--decisions", folder / "none"))  # fmt: skip
    scorer, tables = shared / "bench/pages/score.py", folder / "scored"
    deletions = without_deletions(clean, tables)
    report = _score(scorer, gold, tables, folder / "pages.json")
    kept = {page.stem: _score(scorer, _alone(page, folder), tables, folder / "page.json")["strip"]["F1"]
            for page in sorted(gold.glob("*.json")) if page.with_suffix(".txt").exists()}  # fmt: skip
    shipped = _shipped(raw, annotated)
    section = _section(report, list(kept.values()), [kept[page] for page in sorted(kept.keys() & shipped)])
    deleted = (
        "deletions inside kept lines that the annotation wants",
        f"{right(deletions, gold)} of {len(deletions)}",
    )
    return replace(section, rows=(*section.rows, deleted))


def _score(scorer: Path, gold: Path, clean: Path, out: Path) -> Report:
    run(python(scorer, gold, clean, "--json", out))
    return read_report(out)


def _alone(page: Path, folder: Path) -> Path:
    """A folder that holds one annotated page, as the scorer wants it."""
    place = folder / "alone" / page.stem
    place.mkdir(parents=True)
    for path in (page, page.with_suffix(".txt")):
        shutil.copyfile(path, place / path.name)
    return place


def _shipped(raw: Path, annotated: Path) -> set[str]:
    """Names of the annotated pages whose bytes are those of a page that the project ships."""
    digests = {file.sha256 for file in inventory(raw).files}
    return {path.stem for path in annotated.iterdir()
            if hashlib.sha256(path.read_bytes()).hexdigest() in digests}  # fmt: skip


def _section(report: Report, kept: list[float], shipped: list[float]) -> Section:
    strip, correct = report["strip"], report["correct"]
    least, seeds = min(kept), min(shipped, default=None)
    rows = [
        ("kept text P / R / F1", f"{strip['P']} / {strip['R']} / {strip['F1']}"),
        ("kept text F1 of the weakest page", least),
        ("kept text F1 of the weaker of the shipped pages", "not measured" if seeds is None else seeds),
        *_correct_rows(correct),
        *_extract_rows(report),
    ]
    figures = {
        "pages.kept-text.mean": fmean(kept),
        "pages.kept-text.least": least,
        "pages.kept-text.shipped": seeds,
        **_correct_figures(correct),
        **_extract_figures(report),
    }
    title = f"Whole pages, end to end ({report['documents']} pages)"
    return Section(title, ("figure", "value"), tuple(rows), present(figures))


def _correct_rows(correct: Report) -> Iterator[tuple[str, object]]:
    shown = correct["shown"]
    yield "errors shown P / R / F0.5", f"{shown['P']} / {shown['R']} / {shown['F']}"
    yield "applied edits, precision", f"{correct['applied_precision']} ({correct['applied']} applied)"
    yield "safe errors repaired", correct["auto_ok_repaired"]
    yield "false applied edits per 10,000 words", correct["false_applied_per_10k_words"]
    yield "harm", correct["harm"]
    yield "errors for people only, yet applied", correct["review_only_errors_applied"]


def _correct_figures(correct: Report) -> dict[str, float | None]:
    return {
        "pages.errors-shown.f": correct["shown"]["F"],
        "pages.applied.precision": correct["applied_precision"],
        "pages.applied.safe-repaired": correct["auto_ok_repaired"],
        "pages.applied.false-per-10k": correct["false_applied_per_10k_words"],
        "pages.applied.harm": correct["harm"],
        "pages.applied.for-people-only": correct["review_only_errors_applied"],
    }


def _extract_rows(report: Report) -> Iterator[tuple[str, object]]:
    for label, entry in report["extract"].items():
        strict, relaxed = entry["unique_strict"]["F"], entry["unique_relaxed"]["F"]
        yield f"{label} unique F1 strict / relaxed", f"{strict} / {relaxed}"
        yield f"{label} negation accuracy", entry["negation_accuracy"]
    for kind, entry in report["relate"].items():
        yield f"relations F1, {kind}", entry["F"]


def _extract_figures(report: Report) -> dict[str, float | None]:
    figures: dict[str, float | None] = {}
    for label, entry in report["extract"].items():
        figures[f"pages.mentions.{label}.strict"] = entry["unique_strict"]["F"]
        figures[f"pages.mentions.{label}.relaxed"] = entry["unique_relaxed"]["F"]
        figures[f"pages.mentions.{label}.negation"] = entry["negation_accuracy"]
    for kind, entry in report["relate"].items():
        figures[f"pages.relations.{kind}"] = entry["F"]
    return figures
