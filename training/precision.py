"""`python -m training.precision --data FOLDER`: how often each correction rule is right.

Every proposal of every rule, whatever became of it, is held against texts whose errors are known: planted
errors, untouched paragraphs, look-alike words (`correct/*.jsonl`, development half) and annotated passages
(`pages/passages.jsonl`). A paragraph is read inside the page it was taken from where that page is at hand
(`text/medquad.pages.jsonl.xz`), because some rules look for evidence there. Writes
`pipeline/correct/precision.toml`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from jellyfish import levenshtein_distance

from pipeline.correct import Language, load_language
from pipeline.correct.candidate import Candidate
from pipeline.correct.correction import candidates_of
from pipeline.correct.rulebook import PRECISION, Measured
from pipeline.model import Block
from pipeline.vocabulary import load_vocabulary

HEAD = """# How often each rule's proposals were right on development data: made by `python -m training.precision`.
# `lower` is the lower end of the 95 % Wilson interval. Do not edit by hand.
"""
_FOLDED = str.maketrans("’‘“”–—\u00a0", "''\"\"-- ")
"""Typographic variants count as equal: the references are plain."""


class Trial(NamedTuple):
    """A text, what it should read, and the page around it (other lines, before and after)."""

    text: str
    right: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def main() -> None:
    """Measure all rules and write the file that the pipeline reads."""
    parser = argparse.ArgumentParser(prog="python -m training.precision", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with correct/, pages/ and text/")
    parser.add_argument("--wrong", action="store_true", help="also list every wrong proposal")
    arguments = parser.parse_args()
    trials = [*planted(arguments.data), *annotated(arguments.data)]
    language = load_language(load_vocabulary())
    measured = measure(trials, language, show=arguments.wrong)
    PRECISION.write_text(as_toml(measured), encoding="utf-8")


def planted(data: Path) -> Iterator[Trial]:
    """The development half of the planted errors, untouched paragraphs and look-alikes, in their pages."""
    pages = dict(_pages(data / "text" / "medquad.pages.jsonl.xz"))
    for name in ("clean", "decoys", "medinject"):
        for entry in _read(data / "correct" / f"{name}.jsonl"):
            if _is_development(entry["id"]):
                yield _in_page(entry["text"], entry["refs"][0], pages.get(_page_id(entry["id"]), ""))


def annotated(data: Path) -> Iterator[Trial]:
    """The annotated passages, with all their corrections made."""
    for entry in _read(data / "pages" / "passages.jsonl"):
        right, position = [], 0
        for error in sorted(entry["errors"], key=lambda error: (error["start"], error["end"])):
            if error["correction"] is not None and error["start"] >= position:
                right += [entry["text"][position : error["start"]], error["correction"]]
                position = error["end"]
        yield Trial(entry["text"], "".join(right) + entry["text"][position:])


def measure(trials: Iterable[Trial], language: Language, *, show: bool = False) -> Mapping[str, Measured]:
    """Proposals and right proposals of each rule over all trials; rules that proposed nothing are left out."""
    proposed: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for trial in trials:
        blocks = _blocks(trial)
        ours = range(len("\n".join((*trial.before, ""))), len("\n".join((*trial.before, trial.text))) + 1)
        for candidate in candidates_of(blocks, language):
            if candidate.start in ours and candidate.before != candidate.after:
                proposed[candidate.rule_id] += 1
                is_right = _is_right(candidate, trial, ours.start)
                right[candidate.rule_id] += is_right
                if show and not is_right:
                    _show(candidate)
    return {rule: Measured(proposed[rule], right[rule]) for rule in sorted(proposed)}


def as_toml(measured: Mapping[str, Measured]) -> str:
    """The file's text; equal measures, equal bytes."""
    entries = (
        f"[{rule}]\nn = {m.proposals}\nright = {m.right}\n"
        f"precision = {m.precision:.4f}\nlower = {m.lower_bound:.4f}\n"
        for rule, m in sorted(measured.items())
    )
    return "\n".join((HEAD, *entries))


def _is_right(candidate: Candidate, trial: Trial, offset: int) -> bool:
    """Whether the edit leads straight from the text towards what it should read."""
    start, end = candidate.start - offset, candidate.end - offset
    edited = trial.text[:start] + candidate.after + trial.text[end:]
    gain = _distance(trial.text, trial.right) - _distance(edited, trial.right)
    return gain > 0 and gain == _distance(candidate.before, candidate.after)


def _distance(one: str, other: str) -> int:
    return int(levenshtein_distance(one.translate(_FOLDED), other.translate(_FOLDED)))


def _blocks(trial: Trial) -> list[Block]:
    blocks, start = [], 0
    for line in "\n".join((*trial.before, trial.text, *trial.after)).split("\n"):
        blocks.append(
            Block("trial", len(blocks), start, start + len(line), line, "paragraph", None, None, "other", "")
        )
        start += len(line) + 1
    return blocks


def _in_page(text: str, right: str, page: str) -> Trial:
    before, found, after = page.partition(right)
    if not found:
        return Trial(text, right)
    return Trial(text, right, tuple(before.split("\n")), tuple(after.split("\n")))


def _pages(path: Path) -> Iterator[tuple[str, str]]:
    if path.exists():
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for page in map(json.loads, lines):
                parts = (part for s in page["sections"] for part in (s["question"], s["answer"] or ""))
                yield page["id"], "\n".join(parts)


def _page_id(entry_id: str) -> str:
    """`inj-a_an-5_NIDDK_QA/0000184.xml#8.1` was taken from page `5_NIDDK_QA/0000184.xml`."""
    return entry_id.rpartition("-")[2].partition("#")[0]


def _is_development(entry_id: str) -> bool:
    """The split of the data: an even last digit of the SHA-1 of the id."""
    return int(hashlib.sha1(entry_id.encode(), usedforsecurity=False).hexdigest()[-1], 16) % 2 == 0


def _read(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _show(candidate: Candidate) -> None:
    text, start, end = candidate.block.text, candidate.start, candidate.end
    start, end = start - candidate.block.start, end - candidate.block.start
    print(f"{candidate.rule_id}: {text[max(0, start - 40) : start]}[{candidate.before} => {candidate.after}]"
          f"{text[end : end + 40]}", file=sys.stderr)  # fmt: skip


if __name__ == "__main__":
    main()
