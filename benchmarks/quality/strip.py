"""Main content of web pages: Winnow beside other extractors, one after another on the same pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import fmean
from typing import Any

from benchmarks.peers import PEERS
from benchmarks.quality.card import CARD, Validated, cross_validated
from benchmarks.quality.section import Section, python, read_report, run

SETS = ("scrapinghub", "wcxb")
OURS = "Winnow, as shipped"
REFERENCE = "trafilatura"
HEADER = ("input", "system", *(f"F1 {name}" for name in SETS), "F1 mean", "word F1 mean",
          "pages per CPU second", "speed")  # fmt: skip
CAVEAT = f"""In brackets: the difference to {REFERENCE}'s F1 with HTML in hand. Speed is in multiples of its
pages per CPU second there, start-up included. The shipped models were trained on these very pages, so their
rows flatter: go by the cross-validated ones, in which no page is judged by a model that saw its site."""


@dataclass(frozen=True, slots=True)
class Score:
    """What the scorer says of one system."""

    f1: Mapping[str, float]
    """By set, and `MEAN`; 4-token shingles."""
    word_f1: float
    pages_per_second: float
    """Of CPU time, over all sets."""


@dataclass(frozen=True, slots=True)
class System:
    """A command that the scorer runs."""

    mode: str
    label: str
    command: tuple[str | Path, ...]


def systems() -> Iterator[System]:
    """Winnow and its peers, by mode."""
    for mode, peers in PEERS.items():
        yield System(mode, OURS, python("-m", "benchmarks.strip", "--mode", mode))
        for name in peers:
            command = python("-m", "benchmarks.peers", "--name", name, "--mode", mode)
            yield System(mode, _label(mode, name), command)


def _label(mode: str, name: str) -> str:
    if name not in PEERS["html"]:
        return f"keep {name}"
    return f"{name} {version(name)}" + (" on `<p>` lines" if mode == "text" else "")


def measure(shared: Path, folder: Path, card: Path = CARD) -> Section:
    """Score all systems; the figures to guard are the cross-validated ones and Winnow's speed.

    Raises:
        ConfigurationError: a system failed.
        RuleError: the card is broken.
    """
    validated = cross_validated(card)
    return table({system: _score(shared, folder, system) for system in systems()}, validated)


def table(scores: Mapping[System, Score], validated: Validated) -> Section:
    """The scores of all systems beside the reference's; cross-validated rows above those of Winnow."""
    reference = scores[next(system for system in scores if system.label.startswith(REFERENCE))]
    rows: list[tuple[object, ...]] = []
    figures = {f"strip.cross-validated.{mode}.{name}": f1
               for mode, by_set in validated.items() for name, f1 in by_set.items()
               if name in SETS}  # fmt: skip
    for system, score in scores.items():
        if system.label == OURS:
            rows.append(_validated_row(system.mode, validated, reference))
            figures[f"strip.speed.{system.mode}"] = _speed(score, reference)
        rows.append(_row(system, score, reference))
    return Section("Strip: main content of web pages", HEADER, tuple(rows), figures, CAVEAT)


def _score(shared: Path, folder: Path, system: System) -> Score:
    scorer = shared / "bench/strip/bench.py"
    run(python(scorer, "--mode", system.mode, "--name", "system", "--sets", ",".join(SETS),
               "--out", folder, "--", *system.command, "{in}", "{out}"))  # fmt: skip
    return score_of(read_report(folder / f"system.{system.mode}.dev.json")["table"])


def score_of(table: Mapping[str, Mapping[str, Any]]) -> Score:
    """What we show of the scorer's table of figures by set."""
    pages = sum(table[name]["n"] for name in SETS)
    seconds = sum(table[name]["n"] / table[name]["pps"] for name in SETS)
    f1 = {name: table[name]["f1"] for name in (*SETS, "MEAN")}
    return Score(f1, table["MEAN"]["word"], pages / seconds)


def _speed(score: Score, reference: Score) -> float:
    return score.pages_per_second / reference.pages_per_second


def _row(system: System, score: Score, reference: Score) -> tuple[object, ...]:
    f1 = [compared(score.f1[name], reference.f1[name]) for name in (*SETS, "MEAN")]
    return (system.mode, system.label, *f1, f"{score.word_f1:.3f}", f"{score.pages_per_second:.1f}",
            f"{_speed(score, reference):.2f}")  # fmt: skip


def _validated_row(mode: str, validated: Validated, reference: Score) -> tuple[object, ...]:
    f1_of = dict(validated.get(mode, {}))
    if f1_of.keys() >= set(SETS):
        f1_of["MEAN"] = fmean(f1_of[name] for name in SETS)
    f1s = [compared(f1_of.get(name), reference.f1[name]) for name in (*SETS, "MEAN")]
    return (mode, "Winnow, cross-validated", *f1s, *[None] * (len(HEADER) - 2 - len(f1s)))


def compared(f1: float | None, reference: float) -> str:
    """An F1 with its difference to the reference's in brackets."""
    if f1 is None:
        return "not measured"
    return f"{f1:.3f} ({f1 - reference:+.3f})"
