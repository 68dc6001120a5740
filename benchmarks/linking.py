"""Draws mentions for an audit of ids: `python -m benchmarks.linking --shared PATH --seed N > SHEET.csv`.

Every annotated passage goes through the recogniser; of the mentions whose id is a vocabulary's, `--count` are
drawn, the same for the same seed. A person reads each in its passage (`--context` shows it) and writes into
the column `verdict` whether the concept is what the surface names there: `right` or `wrong`. `--score SHEET`
counts the verdicts.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.extract import clean_text
from pipeline.extract import Recogniser, extract, load_recogniser
from pipeline.vocabulary import load_vocabulary

COLUMNS = ("surface", "label", "concept_id", "preferred_name", "match", "verdict")
VERDICTS = ("right", "wrong")
_AROUND = 40
"""Characters shown on each side of a mention."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A mention with the concept that it was given."""

    surface: str
    label: str
    concept_id: str
    preferred_name: str
    match: str
    context: str
    """The mention in the text around it; shown to the auditor, never kept."""


def main() -> None:
    """Draw a sample, or count the verdicts of one."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.linking", description=__doc__)
    parser.add_argument("--shared", type=Path, help="folder that holds data/pages/passages.jsonl")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--context", action="store_true", help="show the text around each mention")
    parser.add_argument("--score", type=Path, metavar="SHEET", help="count the verdicts of a sheet")
    options = parser.parse_args()
    if options.score:
        print(summary(options.score))
    elif options.shared:
        found = list(given(options.shared, load_recogniser(load_vocabulary())))
        write(draw(found, options.seed, options.count), with_context=options.context)
    else:
        parser.error("give --shared or --score")


def given(shared: Path, recogniser: Recogniser) -> Iterator[Linked]:
    """The mentions of all passages that were given a vocabulary's id, in order."""
    lines = (shared / "data" / "pages" / "passages.jsonl").read_text(encoding="utf-8").splitlines()
    for passage in map(json.loads, lines):
        text = passage["text"]
        found = extract(clean_text(passage["id"], text, None), recogniser)
        concepts = {concept.concept_id: concept for concept in found.concepts}
        for mention in found.mentions:
            if not mention.concept_id.startswith("local:"):
                name = concepts[mention.concept_id].preferred_name
                context = text[max(0, mention.start - _AROUND) : mention.end + _AROUND]
                yield Linked(mention.surface, mention.label, mention.concept_id, name, mention.match,
                             " ".join(context.split()))  # fmt: skip


def draw(found: Sequence[Linked], seed: int, count: int) -> list[Linked]:
    """A sample without replacement, in the order in which it was drawn."""
    return random.Random(seed).sample(found, min(count, len(found)))


def write(sample: Sequence[Linked], *, with_context: bool) -> None:
    """Write the sheet to standard output."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([*COLUMNS, *(["context"] if with_context else [])])
    for linked in sample:
        row = [linked.surface, linked.label, linked.concept_id, linked.preferred_name, linked.match, ""]
        writer.writerow([*row, *([linked.context] if with_context else [])])


def summary(sheet: Path) -> str:
    """How many verdicts a sheet has, and the share of right ones.

    Raises:
        ValueError: a row has no verdict, or another.
    """
    with sheet.open(encoding="utf-8", newline="") as lines:
        verdicts = Counter(row["verdict"] for row in csv.DictReader(lines))
    unknown = sorted(set(verdicts) - set(VERDICTS))
    if unknown or not verdicts:
        raise ValueError(f"{sheet}: verdicts are {' or '.join(VERDICTS)}, not {unknown}")
    return f"{verdicts['right']} of {verdicts.total()} right: {verdicts['right'] / verdicts.total():.1%}"


if __name__ == "__main__":
    main()
