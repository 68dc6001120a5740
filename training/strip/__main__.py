"""Trains the strip classifiers: `python -m training.strip --shared PATH`.

Data: pages with their main content written out (Scrapinghub's article extraction benchmark, MIT; WCXB,
CC BY 4.0). Needs the extra `train`. All figures on the card are cross-validated by host.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline import artefacts
from pipeline.strip.classifier import MODELS, StoredClassifier
from training.strip import card
from training.strip.figures import best_threshold, figures
from training.strip.pages import Mode, read_pages
from training.strip.stages import fit_stages

_MODES: tuple[Mode, ...] = ("html", "text")


def main() -> None:
    """Train both classifiers, and write them with their card."""
    parser = argparse.ArgumentParser(prog="python -m training.strip", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=MODELS)
    options = parser.parse_args()
    trained = [_train(options.shared / "data", mode) for mode in _MODES]
    for one in trained:
        (options.out / one.file).write_bytes(one.packed)
    card.write(options.out, trained)


def _train(data: Path, mode: Mode) -> card.Trained:
    pages = read_pages(data, mode)
    fitted = fit_stages(pages)
    keep_from = best_threshold(pages, fitted.held_out)
    stored = StoredClassifier(keep_from, fitted.words, fitted.names, fitted.first, fitted.second)
    packed = artefacts.packed(stored)
    return card.Trained(
        mode=mode,
        n_pages=len(pages),
        packed=packed,
        n_words=len(fitted.words),
        n_names=len(fitted.names),
        keep_from=keep_from,
        figures=figures(pages, fitted.held_out, keep_from),
    )


if __name__ == "__main__":
    main()
