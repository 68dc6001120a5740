"""`python -m training.precision --data FOLDER`: how often each correction rule is right.

Every proposal of every rule, whatever became of it, is held against texts whose errors are known: planted
errors, untouched paragraphs, look-alike words (`correct/*.jsonl`, development half) and annotated passages
(`pages/passages.jsonl`). A paragraph is read inside the page it was taken from where that page is at hand
(`text/medquad.pages.jsonl.xz`), because some rules look for evidence there.

Not every true error is annotated. `audit.csv` holds verdicts reached by reading: proposal id, rule, `right`
or `wrong`. They overrule the annotation, and they add natural proposals on the whole pages and on web pages
(`strip/*.text.jsonl.xz`), where nothing but verdicts counts. `--show RULE` lists the proposals still to be
read, with their ids.

Writes `pipeline/correct/precision.toml`.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import lzma
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from jellyfish import levenshtein_distance

from pipeline.correct import Language, load_language
from pipeline.correct.candidate import Candidate
from pipeline.correct.detectors import DETECTORS
from pipeline.correct.detectors.grammar import detect_grammar
from pipeline.correct.policy import objection
from pipeline.correct.precision import PRECISION, Measured
from pipeline.correct.scene import Scene, scene_of
from pipeline.correct.text import read_text
from pipeline.model import Block, content_id
from pipeline.vocabulary import load_vocabulary
from training.misnomers import misname
from training.slips import Spoilt, spoil

HEAD = """# How often each rule's proposals were right on development data.
# Made by `python -m training.precision`; `lower` is the lower end of the 95 % Wilson interval.
"""
AUDIT = Path(__file__).with_name("audit.csv")
_FOLDED = str.maketrans("’‘“”–—\u00a0", "''\"\"-- ")
"""Typographic variants count as equal: the references are plain."""


class Trial(NamedTuple):
    """A text, what it should read (None: only audited proposals count), and the page around it."""

    text: str
    right: str | None
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    spoilt: Spoilt | None = None
    """The same text and the slips planted in it."""


class Proposal(NamedTuple):
    """A candidate on a trial, known by an id that stands for rule, change and 20 characters each side."""

    id: str
    rule_id: str
    is_right: bool | None
    """By the annotation, or by the audit where it has a verdict; None where neither tells."""
    excerpt: str


def main() -> None:
    """Measure all rules and write the file that the pipeline reads."""
    parser = argparse.ArgumentParser(prog="python -m training.precision", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="with correct/, pages/, strip/ and text/")
    parser.add_argument("--show", metavar="RULE", help="list proposals of a rule not known to be right")
    arguments = parser.parse_args()
    language, verdicts = load_language(load_vocabulary()), load_audit()
    tried = chain(trials(arguments.data), spoilt(arguments.data, language))
    found = [p for trial in tried for p in proposals(trial, language, verdicts)]
    for proposal in dict.fromkeys(found):
        if proposal.rule_id == arguments.show and not proposal.is_right:
            print(proposal.id, proposal.is_right, proposal.excerpt)
    PRECISION.write_text(as_toml(measured(found)), encoding="utf-8")


def load_audit(path: Path = AUDIT) -> Mapping[str, bool]:
    """Verdicts reached by reading, by proposal id: whether the proposal is right."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row["verdict"] == "right" for row in csv.DictReader(lines)}


def trials(data: Path) -> Iterator[Trial]:
    """All texts to measure on: planted, annotated, whole pages, and web pages with their frames."""
    pages = dict(_pages(data / "text" / "medquad.pages.jsonl.xz"))
    yield from planted(data, pages)
    yield from annotated(data)
    yield from (Trial(page, None) for page in pages.values())
    yield from (Trial(page, None) for page in _web_pages(data / "strip"))


def spoilt(data: Path, language: Language) -> Iterator[Trial]:
    """Pages with slips planted in them, then every second with wrong words in its terms; seeds are fixed."""
    slips, misnomers = Random(1), Random(2)
    medquad = [page for _, page in _pages(data / "text" / "medquad.pages.jsonl.xz")]
    for page in (*medquad, *_web_pages(data / "strip")):
        yield _spoilt(spoil(page, slips))
    for page in medquad[::2]:
        yield _spoilt(misname(page, read_text(_blocks(Trial(page, None))), language, misnomers))


def _spoilt(found: Spoilt) -> Trial:
    return Trial(found.text, None, spoilt=found)


def planted(data: Path, pages: Mapping[str, str]) -> Iterator[Trial]:
    """The development half of the planted errors, untouched paragraphs and look-alikes, in their pages."""
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


def proposals(trial: Trial, language: Language, verdicts: Mapping[str, bool]) -> Iterator[Proposal]:
    """What the rules propose for the text of a trial: what changes it, and what the policy lets them change.

    Words that are judged one by one have a measure of their own, see `training.correct`.
    """
    before = len("\n".join((*trial.before, "")))
    ours = range(before, before + len(trial.text) + 1)
    scene = scene_of(read_text(_blocks(trial)), language)
    for candidate in _candidates(scene, language):
        if candidate.start in ours and candidate.before != candidate.after:
            key, excerpt = _identity(candidate)
            verdict = verdicts.get(key)
            if objection(candidate, language, scene.uses) is None:
                yield Proposal(
                    key, candidate.rule_id,
                    _is_right(candidate, trial, before, language) if verdict is None else verdict, excerpt,
                )  # fmt: skip


def _candidates(scene: Scene, language: Language) -> Iterator[Candidate]:
    found = [candidate for detect in DETECTORS for candidate in detect(scene, language)]
    found += detect_grammar(scene, language)
    yield from {(one.start, one.end, one.rule_id, one.after): one for one in found}.values()


def measured(found: Iterable[Proposal]) -> Mapping[str, Measured]:
    """Proposals and right ones by rule. What repeats word for word counts once: templates prove little."""
    told = {p.id: p for p in found if p.is_right is not None}.values()
    proposed, right = Counter(p.rule_id for p in told), Counter(p.rule_id for p in told if p.is_right)
    return {rule: Measured(proposed[rule], right[rule]) for rule in sorted(proposed)}


def as_toml(measured: Mapping[str, Measured]) -> str:
    """The file's text; equal measures, equal bytes."""
    entries = (
        f"[{rule}]\nn = {m.proposals}\nright = {m.right}\n"
        f"precision = {m.precision:.4f}\nlower = {m.lower_bound:.4f}\n"
        for rule, m in sorted(measured.items())
    )
    return "\n".join((HEAD, *entries))


def _is_right(candidate: Candidate, trial: Trial, offset: int, language: Language) -> bool | None:
    """Whether the edit leads straight from the text towards what it should read."""
    start, end = candidate.start - offset, candidate.end - offset
    if trial.spoilt is not None:
        if language.rules[candidate.rule_id].kind == "boilerplate":
            return None  # a sentence may be deleted with the slip that it holds
        return trial.spoilt.is_undone_by(start, end, candidate.after)
    if trial.right is None:
        return None
    edited = trial.text[:start] + candidate.after + trial.text[end:]
    gain = _distance(trial.text, trial.right) - _distance(edited, trial.right)
    return gain > 0 and gain == _distance(candidate.before, candidate.after)


def _distance(one: str, other: str) -> int:
    return int(levenshtein_distance(one.translate(_FOLDED), other.translate(_FOLDED)))


def _blocks(trial: Trial) -> list[Block]:
    blocks: list[Block] = []
    start = 0
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


def _web_pages(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.text.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)


def _page_id(entry_id: str) -> str:
    """`inj-a_an-5_NIDDK_QA/0000184.xml#8.1` was taken from page `5_NIDDK_QA/0000184.xml`."""
    return entry_id.rpartition("-")[2].partition("#")[0]


def _is_development(entry_id: str) -> bool:
    """The split of the data: an even last digit of the SHA-1 of the id."""
    return int(hashlib.sha1(entry_id.encode(), usedforsecurity=False).hexdigest()[-1], 16) % 2 == 0


def _read(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _identity(candidate: Candidate) -> tuple[str, str]:
    """Id of a proposal, and the proposal in its surroundings for reading."""
    text, offset = candidate.block.text, candidate.block.start
    start, end = candidate.start - offset, candidate.end - offset
    lead, tail = text[max(0, start - 20) : start], text[end : end + 20]
    key = content_id(candidate.rule_id, candidate.before, candidate.after, lead, tail)
    return key, f"{lead}[{candidate.before} => {candidate.after}]{tail} | {candidate.evidence}"


if __name__ == "__main__":
    main()
