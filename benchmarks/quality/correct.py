"""Planted errors, untouched paragraphs and look-alike words: Winnow beside other checkers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.correct_peers import PEERS
from benchmarks.quality.correct_audit import audit, reliability
from benchmarks.quality.judged import judge
from benchmarks.quality.section import Section, python, read_report, run
from benchmarks.quality.verdicts import load_verdicts

OURS = "Winnow"
VIEWS = ("applied", "all")
PLANTED, UNTOUCHED = "medinject", ("clean", "decoys")
IN_TERMS, NEVER = "term_malaprop", "direction"
"""Types of planted errors: a true word that is wrong in a medical term; a pair that no rule may touch."""
HEADER = ("system", "edits", "false per 10,000: clean", "look-alikes", "planted", "P", "R", "F0.5", "harm",
          "in terms repaired", "words per CPU second", "seconds to load")  # fmt: skip
CAVEAT = f"""P, R and F0.5 are those of the repairs of planted errors, one a paragraph; false edits are
counted in 10,000 words of untouched paragraphs, of paragraphs with rightly used look-alike words, and of the
planted ones. In terms: planted true words that are wrong in a medical term (type `{IN_TERMS}`). Each system
corrects all texts in one go; seconds to load are CPU seconds, start-up included, and the speed is that after
loading. Applied by a checker means its first suggestion. hunspell has the words of Winnow's vocabulary beside
its American dictionary. codespell flags what has several readings; its start-up counts in its speed. Winnow's
precision is held down by errors of the texts' own that the references keep: see the audit below. Its
judgement of words learned from these very paragraphs, among many others, which flatters its rows: the card
`pipeline/models/correct.md` tells how often it is right on pages that it did not learn from."""


@dataclass(frozen=True, slots=True)
class Score:
    """What the scorer says of one system, and how long it took."""

    reports: Mapping[str, Mapping[str, Any]]
    """By set, then by view: the scorer's figures."""
    words_per_second: float
    """Of CPU time, over all sets, after loading."""
    load_seconds: float


def measure(shared: Path, folder: Path) -> tuple[Section, ...]:
    """Score Winnow and its peers; tables beside the peers, by type, of confidences, of suspect edits.

    Raises:
        ConfigurationError: a system failed.
        RuleError: the audit is broken.
    """
    verdicts = load_verdicts()
    sets = sorted((shared / "data/correct").glob("*.jsonl"))
    texts = folder / "correct.jsonl"
    texts.write_bytes(b"".join(path.read_bytes() for path in sets))
    scores = {
        label: _score(shared, sets, texts, folder / label, command) for label, command in _systems().items()
    }
    judged = [edit for path in sets for edit in judge(path, _answers(folder / OURS), verdicts)]
    words = {name: report["all"]["words"] for name, report in scores[OURS].reports.items()}
    planted = {PLANTED: scores[OURS].reports[PLANTED]["applied"]["gold_edits"]}
    return beside_peers(scores), by_type(scores), reliability(judged), audit(judged, words, planted)


def _systems() -> dict[str, tuple[str | Path, ...]]:
    """The adapters by label, Winnow first."""
    peers = {_label(name): python("-m", "benchmarks.correct_peers", "--name", name) for name in PEERS}
    return {OURS: python("-m", "benchmarks.correct"), **peers}


def _label(name: str) -> str:
    package = PEERS[name].package
    return f"{name} {version(package)}" if name == package else f"{name} ({package} {version(package)})"


def _answers(folder: Path) -> Path:
    return folder / "answers.jsonl"


def _score(
    shared: Path, sets: Sequence[Path], texts: Path, folder: Path, command: Sequence[str | Path]
) -> Score:
    folder.mkdir()
    timing = folder / "timing.json"
    run([*command, "--timing", timing], source=texts, target=_answers(folder))
    for path in sets:
        run(python(shared / "bench/correct/bench.py", "score", _answers(folder), "--set", path.stem,
                   "--name", path.stem, "--out", folder))  # fmt: skip
    reports = {path.stem: read_report(folder / f"{path.stem}.dev.json")[path.stem] for path in sets}
    taken = read_report(timing)
    return Score(reports, taken["words"] / max(taken["seconds"], 0.01), taken["load_seconds"])


def beside_peers(scores: Mapping[str, Score]) -> Section:
    """A row for what each system applies, and one for all that Winnow shows; guarded are Winnow's figures."""
    rows = [_row(label, score, view) for label, score in scores.items() for view in _views(label)]
    return Section("Correct: planted errors, untouched paragraphs, look-alike words", HEADER, tuple(rows),
                   dict(_figures(scores[OURS])), CAVEAT)  # fmt: skip


def _views(label: str) -> tuple[str, ...]:
    return VIEWS if label == OURS else VIEWS[:1]


def _row(label: str, score: Score, view: str) -> tuple[object, ...]:
    reports = {name: report[view] for name, report in score.reports.items()}
    prf = reports[PLANTED]["correction"]
    return (
        label,
        "applied" if view == "applied" else "applied and flagged",
        *(reports[name]["false_edits_per_10k_words"] for name in (*UNTOUCHED, PLANTED)),
        prf["P"],
        prf["R"],
        prf["F0.5"],
        sum(_harm(report) for report in reports.values()),
        reports[PLANTED]["by_type"][IN_TERMS]["correct"],
        f"{score.words_per_second:,.0f}" if view == "applied" else None,
        f"{score.load_seconds:.1f}" if view == "applied" else None,
    )


def _harm(report: Mapping[str, Any]) -> int:
    return sum(report["harm"].values())


def _figures(score: Score) -> Iterator[tuple[str, float]]:
    for name, views in score.reports.items():
        # What of the applied edits is false is told by the audit: the texts have errors of their own.
        yield f"correct.{name}.all.false-per-10k", views["all"]["false_edits_per_10k_words"]
        for view in VIEWS:
            yield f"correct.{name}.{view}.harm", _harm(views[view])
    for view in VIEWS:
        planted = score.reports[PLANTED][view]
        yield f"correct.{PLANTED}.{view}.f", planted["correction"]["F0.5"]
        yield f"correct.{PLANTED}.{view}.in-terms", planted["by_type"][IN_TERMS]["correct"]
    yield (
        f"correct.{PLANTED}.applied.direction",
        score.reports[PLANTED]["applied"]["by_type"][NEVER]["detect"],
    )


def by_type(scores: Mapping[str, Score]) -> Section:
    """Share of the planted errors of each type that each system repairs."""
    columns = [(label, view) for label in scores for view in _views(label)]
    header = ("type", "errors", *(label if view == "applied" else f"{label}, flagged too"
                                  for label, view in columns))  # fmt: skip
    types = scores[OURS].reports[PLANTED]["all"]["by_type"]
    rows = [
        (name, figures["n"], *(scores[label].reports[PLANTED][view]["by_type"][name]["correct"]
                               for label, view in columns))
        for name, figures in types.items()
    ]  # fmt: skip
    return Section("Correct: share of planted errors repaired, by type", header, tuple(rows), {})
