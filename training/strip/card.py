"""The card of the strip classifiers: Markdown for people, TOML for the benchmarks."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.strip.pages import FOLDS, Mode

NAME = "strip"


@dataclass(frozen=True, slots=True)
class Trained:
    """One artefact and how well it does."""

    mode: Mode
    packed: bytes
    n_pages: int
    n_words: int
    n_names: int
    keep_from: float
    figures: Mapping[str, float]
    """F1 by data set, cross-validated by host."""

    @property
    def file(self) -> str:
        """The name of the artefact."""
        return f"strip_{self.mode}.msgpack.zst"


def write(folder: Path, trained: Sequence[Trained]) -> None:
    """Write both cards beside the artefacts."""
    (folder / f"{NAME}.md").write_text(_markdown(trained), encoding="utf-8")
    (folder / f"{NAME}.card.toml").write_text(_toml(trained), encoding="utf-8")


def _markdown(trained: Sequence[Trained]) -> str:
    lines = [
        "# Card: strip_html.msgpack.zst, strip_text.msgpack.zst",
        "",
        "Each judges the blocks of a page, with or without markup, that no rule claims: main content or",
        "not. Two boosted forests of oblivious trees; the second sees the scores of the first around each",
        "block. Made by `python -m training.strip --shared PATH` (extra `train`) with CatBoost on one",
        "thread; each forest is the mean of three, with the seeds 0 to 2.",
        "",
        "Data: the development pages of Scrapinghub's article extraction benchmark (MIT) and of WCXB",
        "(CC BY 4.0). A copy of some pages without known words, and of some without names in the markup,",
        "is added. The lexicons hold single words and single names of the markup, no text of the pages.",
        "",
        *(_about(one) for one in trained),
        "",
        f"F1 of runs of four words over kept text, cross-validated by host in {FOLDS} parts, rules included:",
        "",
        "| model | " + " | ".join(trained[0].figures) + " |",
        "|---|" + "---|" * len(trained[0].figures),
        *(
            f"| {one.mode} | " + " | ".join(f"{f1:.4f}" for f1 in one.figures.values()) + " |"
            for one in trained
        ),
        "",
        "The threshold was chosen on the same held-out scores, and the rules were written with pages of",
        "these sets in sight, which flatters the figures slightly. Nearly all pages are in English; the",
        "copies without known words are there so that other languages are judged by the pages' build.",
    ]
    return "\n".join(lines) + "\n"


def _about(one: Trained) -> str:
    return (
        f"- {one.file}: {one.n_pages} pages; {len(one.packed):,} bytes; {one.n_words:,} words and"
        f" {one.n_names:,} names; keeps from {one.keep_from:.2f}; SHA-256"
        f" {hashlib.sha256(one.packed).hexdigest()}"
    )


def _toml(trained: Sequence[Trained]) -> str:
    tables = (
        f"[cross_validation.{one.mode}]\n"
        + "".join(f"{name} = {f1:.4f}\n" for name, f1 in one.figures.items())
        for one in trained
    )
    return (
        "# F1 of the strip classifiers, cross-validated by host; written by training/strip.\n\n"
        + "\n".join(tables)
    )
