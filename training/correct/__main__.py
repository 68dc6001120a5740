"""Trains the scorer of wrong words: `python -m training.correct --shared PATH`.

Errors are planted (`planting.py`) into pages of MedQuAD and of the general web; each page is judged by the
language of a model that knows nothing of its publisher (`folds.py`). To these come the paragraphs with one
known error each, those made by consumers weighing most. A word of a page that no error was planted in counts
as sound, unless `training/audit.csv` says that it is one of the page's own errors.

Writes `pipeline/models/correct.toml`, weights and thresholds, with its card.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from pipeline.correct import load_language
from pipeline.correct.wording.learned import LEARNED
from pipeline.vocabulary import load_vocabulary
from training.correct import card
from training.correct.examples import Example, annotated_examples, planted_examples
from training.correct.folds import folds, parts, read_pages
from training.correct.learning import judge, learn
from training.correct.measuring import RULES, threshold
from training.precision import load_audit


def main() -> None:
    """Collect, fit, measure, and write the file with its card."""
    parser = argparse.ArgumentParser(prog="python -m training.correct", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--show", action="store_true", help="print what to audit, the likeliest first")
    parser.add_argument("--out", type=Path, default=LEARNED.parent)
    options = parser.parse_args()
    data = options.shared / "data"
    part = parts(list(read_pages(data)))
    examples, words = [], 0
    for fold in folds(data, load_language(load_vocabulary())):
        examples += [*planted_examples(fold), *annotated_examples(fold, part, data)]
        words += sum(len(page.text.split()) for page in fold.pages)
    finish(examples, words, options.out, show=options.show)


def finish(examples: Sequence[Example], words: int, out: Path, *, show: bool) -> None:
    """Learn from examples, measure, and write.

    Args:
        examples: see `training.correct.examples`.
        words: how many words the pages have that they come from.
        out: the folder to write to.
        show: whether to print the proposals that count as false and were not read.
    """
    audit = load_audit()
    judged = list(judge(examples, audit))
    thresholds = {rule: threshold(judged, rule, words) for rule in RULES}
    card.write(out, card.Findings(learn(examples, audit), thresholds, judged, words))
    for one in sorted(judged, key=lambda one: -one.belief) if show else ():
        key = one.example.keys[one.option]
        if not (one.is_right or one.example.is_error or key in audit):
            after = one.example.options[one.option]
            print(f"{one.belief:.2f} {key} {one.rule_id} {one.example.excerpt!r} > {after}")


if __name__ == "__main__":
    main()
