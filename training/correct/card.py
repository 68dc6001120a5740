"""The file of weights and thresholds, and its card."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.correct.precision import Measured
from pipeline.correct.wording.features import FEATURES
from pipeline.correct.wording.forest import ARTEFACT, packed
from pipeline.correct.wording.thresholds import LEARNED, Threshold
from training.correct.fitting import Matrix
from training.correct.learning import PAGES, Judged, Learned
from training.correct.measuring import MOST_FALSE, MOST_FALSE_ANYWHERE, NEVER, reliability

_OURS = 0.1
"""Share of the errors of a type that must be doubted by these rules for the type to be theirs."""
_HEAD = """# Weights and thresholds of the rules for wrong words.
# Made by `python -m training.correct`; what they mean: `learned.py` and `thresholds.py` in
# `pipeline/correct/wording/`.
"""
_CARD = """# Card: correct.toml, correct_forests.msgpack.zst

What a doubtful word was meant to be is judged twice. At first sight a conditional logistic model (McFadden
1974) says how probable each of its options is. The likeliest one, where it has any chance, is looked at more
closely by boosted oblivious trees (Prokhorenkova et al. 2018): which n-grams around the place are known, what
company the words keep, which word the place leads one to expect, how the other options compare. Made by
`python -m training.correct --shared PATH`; SHA-256 {digest}
(correct.toml), {forests} (correct_forests.msgpack.zst)

Data: errors planted into pages of MedQuAD (CC BY 4.0) and into the main content of the development pages of
WCXB (CC BY 4.0) and Scrapinghub's benchmark (MIT), six times into each page, with fixed seeds; paragraphs
of MedQuAD with one known error each, those made by consumers weighing most. A page is judged by the language
of models that know nothing of its publisher, by weights and trees that were not learned from its fold. What a
page had wrong itself counts as right where `training/audit.csv` says so, else as sound. Where precision is
told, what repeats word for word among the pages counts once.

- {words:,} words of pages, {planted:,} errors planted among the words that are doubted

A rule makes repairs unattended from the least probability at which its precision on pages of health is .98 or
more, so is the lower end of the 95 % Wilson interval of that of its family (misspellings that a word list
knows, and others, are one), and at most {false} in 10,000 words of these pages and {false_anywhere} in 10,000
of all are false; the figures are those of pages of health:

| rule | made from | shown from | repairs | right | precision | lower end |
|---|---|---|---|---|---|---|
{thresholds}

Where no probability makes a rule safe enough, it only shows; the figures are then those of what it shows.

Share of the errors planted here that were doubted, repaired unattended and shown:

| errors | doubted | repaired | shown |
|---|---|---|---|
{found}

Of paragraphs of MedQuAD with one known error each, by its type: the share that was repaired unattended and
that was shown by these rules, and how many were repaired wrongly. What judged a paragraph had seen neither it
nor any other text of its publisher: texts of other sites will fare so, not as on these paragraphs once all
was learned from them.

| errors | number | repaired | shown | wrong |
|---|---|---|---|---|
{held_out}

How often a proposal is right, by its probability (pages with planted errors):

| probability | proposals | mean probability | right |
|---|---|---|---|
{reliability}
"""


@dataclass(frozen=True, slots=True)
class Findings:
    """What was learned and measured."""

    learned: Mapping[str, Learned]
    """By family."""
    thresholds: Mapping[str, Threshold]
    """By rule."""
    judged: Sequence[Judged]
    errors: Mapping[str, int]
    """How many errors were doubted, by where they come from."""
    paragraphs: Mapping[str, int]
    """How many paragraphs with one known error there are, by its type."""
    words: Mapping[str, int]
    """How many words the pages of each kind have."""


def write(out: Path, findings: Findings) -> None:
    """Write file and card."""
    judged, thresholds = findings.judged, findings.thresholds
    text = as_toml({name: its.weights for name, its in findings.learned.items()}, thresholds)
    (out / LEARNED.name).write_text(text, encoding="utf-8")
    forests = packed({name: its.forest for name, its in findings.learned.items()})
    (out / ARTEFACT.name).write_bytes(forests)
    told = _CARD.format(
        digest=hashlib.sha256(text.encode()).hexdigest(),
        forests=hashlib.sha256(forests).hexdigest(),
        words=sum(findings.words.values()),
        planted=sum(findings.errors[origin] for origin in PAGES),
        false=MOST_FALSE,
        false_anywhere=MOST_FALSE_ANYWHERE,
        thresholds="\n".join(_threshold(rule, its) for rule, its in thresholds.items()),
        found="\n".join(_found(findings)),
        held_out="\n".join(_held_out(findings)),
        reliability="\n".join(
            f"| {its.lower:.2f} to {its.upper:.2f} | {its.proposals:,} | {its.belief:.3f} "
            f"| {its.right / max(its.proposals, 1):.3f} |"
            for its in reliability(judged)
        ),
    )
    (out / f"{LEARNED.stem}.md").write_text(told, encoding="utf-8")


def as_toml(weights: Mapping[str, Matrix], thresholds: Mapping[str, Threshold]) -> str:
    """The file's text; equal numbers, equal bytes."""
    parts = [_HEAD]
    for name, its in weights.items():
        rows = "\n".join(
            f"{feature} = {weight:.5f}" for feature, weight in zip(FEATURES, its[:-1], strict=True)
        )
        parts.append(f"[family.{name}]\nbias = {its[-1]:.5f}\n\n[family.{name}.weights]\n{rows}\n")
    parts += [
        f"[threshold.{rule}]\napply_from = {its.apply_from}\nflag_from = {its.flag_from}\n"
        f"n = {its.proposals}\nright = {its.right}\n"
        for rule, its in thresholds.items()
    ]
    return "\n".join(parts)


def _threshold(rule: str, its: Threshold) -> str:
    measured = Measured(its.proposals, its.right)
    made = "never" if its.apply_from >= NEVER else f"{its.apply_from:.2f}"
    return (
        f"| {rule} | {made} | {its.flag_from:.2f} | {its.proposals:,} | {its.right:,} "
        f"| {measured.precision:.4f} | {measured.lower_bound:.4f} |"
    )


def _found(findings: Findings) -> list[str]:
    counts = _counted(findings)
    return [
        f"| {name} | {count:,} | {counts['made', True, name] / count:.3f} "
        f"| {counts['shown', True, name] / count:.3f} |"
        for name, count in sorted(findings.errors.items())
        if name in PAGES
    ]


def _held_out(findings: Findings) -> list[str]:
    counts = _counted(findings)
    return [
        f"| {name} | {number:,} | {counts['made', True, name] / number:.3f} "
        f"| {counts['shown', True, name] / number:.3f} | {counts['made', False, name]:,} |"
        for name, number in sorted(findings.paragraphs.items())
        if findings.errors[name] > number * _OURS
    ]


def _counted(findings: Findings) -> Counter[tuple[str, bool, str]]:
    """How many errors are made or shown, rightly or not, by where they come from."""
    counts: Counter[tuple[str, bool, str]] = Counter()
    for one in findings.judged:
        if one.example.is_error:
            threshold = findings.thresholds[one.rule_id]
            key = one.is_right, one.example.origin
            counts["made", *key] += one.belief >= threshold.apply_from
            counts["shown", *key] += one.belief >= threshold.flag_from
    return counts
