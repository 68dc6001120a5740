"""Trains the scorer of wrong words: `python -m training.correct --shared PATH`.

Errors are planted (`planting.py`) into pages of MedQuAD and of the general web; each page is judged by the
language of models that know nothing of its publisher (`folds.py`). To these come the paragraphs with one
known error each, those made by consumers weighing most. A word of a page that no error was planted in counts
as sound, unless `training/audit.csv` says that it is one of the page's own errors.

Writes `pipeline/models/correct.toml`, weights and thresholds, the forests of the second look, and their card.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.correct import Language, load_language
from pipeline.correct.wording.thresholds import LEARNED
from pipeline.vocabulary import load_vocabulary
from training.correct import card
from training.correct.examples import Example, annotated_examples, planted_examples
from training.correct.folds import folds, parts, read_pages
from training.correct.learning import FAMILIES, PAGES, Judged, learn
from training.correct.measuring import RULES, threshold
from training.language.texts import rows
from training.precision import load_audit

SEEDS = 6
"""How often errors are planted into each page, each time others."""


class Texts(NamedTuple):
    """How much there is to learn from."""

    words: Mapping[str, int]
    """Of the pages of each kind, each seed counted."""
    paragraphs: Mapping[str, int]
    """With one known error each, by its type."""


def main() -> None:
    """Collect, fit, measure, and write the file with its card."""
    parser = argparse.ArgumentParser(prog="python -m training.correct", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--show", action="store_true", help="print what to audit, the likeliest first")
    parser.add_argument("--out", type=Path, default=LEARNED.parent)
    options = parser.parse_args()
    data = options.shared / "data"
    part = parts(list(read_pages(data)))
    examples: list[Example] = []
    languages: dict[int, Language] = {}
    words: Counter[str] = Counter()
    for fold in folds(data, load_language(load_vocabulary())):
        languages[fold.number] = fold.language
        examples += annotated_examples(fold, part, data)
        for seed in range(SEEDS):
            examples += planted_examples(fold, seed)
            for page in fold.pages:
                words[page.kind] += len(page.text.split())
    paragraphs = Counter(row["type"] for row in rows(data / "correct" / "medinject.jsonl"))
    finish(examples, languages, Texts(words, paragraphs), options.out, show=options.show)


def finish(
    examples: Sequence[Example], languages: Mapping[int, Language], texts: Texts, out: Path, *, show: bool
) -> None:
    """Learn from examples, measure, and write.

    Args:
        examples: see `training.correct.examples`.
        languages: by fold.
        texts: what they come from.
        out: the folder to write to.
        show: whether to print the proposals that count as false and were not read.
    """
    audit = load_audit()
    learned = {family: learn(family, examples, audit, languages) for family in FAMILIES}
    judged = [one for its in learned.values() for one in its.judged]
    thresholds = {rule: threshold(judged, rule, texts.words) for rule in RULES}
    errors = Counter(example.origin for example in examples if example.is_error)
    card.write(out, card.Findings(learned, thresholds, judged, errors, texts.paragraphs, texts.words))
    for line in to_read(judged, audit) if show else ():
        print(line)


def to_read(judged: Sequence[Judged], audit: Mapping[str, bool]) -> Iterator[str]:
    """The proposals for words that nothing was planted in and that nobody has read, the likeliest first."""
    told = set(audit)
    for one in sorted(judged, key=lambda one: (-one.belief, one.key)):
        example, key = one.example, one.key
        if example.origin in PAGES and not example.is_error and key not in told:
            told.add(key)
            yield f"{one.belief:.2f} {key} {one.rule_id} {example.excerpt!r} > {example.options[one.option]}"


if __name__ == "__main__":
    main()
