"""Trains the language model of the correct stage: `python -m training.language --shared PATH`.

What it learns from, and under which licences: `training/language/texts.py`
and `definitions.py`. All figures on the card are cross-validated by page.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.correct.frequencies import load_frequencies
from pipeline.correct.language import neighbours_of
from pipeline.correct.ngrams.stored import ARTEFACT, packed
from pipeline.vocabulary import load_vocabulary
from training.language import card, company_card, english_card, ready_card
from training.language.building import build, sentences_of
from training.language.definitions import read_definitions
from training.language.texts import read_texts
from training.language.validation import cross_validate


def main() -> None:
    """Build the model from all texts, measure its like, write it with its card; then what goes with it."""
    parser = argparse.ArgumentParser(prog="python -m training.language", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=ARTEFACT.parent)
    options = parser.parse_args()
    data = options.shared / "data"
    frequencies, terms = load_frequencies(), load_vocabulary().index.words
    texts = [*read_texts(data), *read_definitions(frequencies.keys() | terms)]
    model = build(texts, frequencies)
    artefact = packed(model)
    (options.out / ARTEFACT.name).write_bytes(artefact)
    sentences = sentences_of(texts)
    company_card.write(options.out, sentences)
    neighbours = neighbours_of(model, terms)
    english_card.write(options.out, sentences, model, neighbours)
    ready_card.write(options.out, neighbours, frequencies)
    card.write(options.out, model, artefact, len(texts), cross_validate(data, texts, frequencies))


if __name__ == "__main__":
    main()
