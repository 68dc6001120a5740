"""How well pages are stripped, by runs of four words.

Mean page precision and recall and the F1 of the two means, as in the article extraction benchmark of
Scrapinghub (2019).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from pipeline.strip.judgement import Verdict
from pipeline.strip.neighbours import settle
from training.strip.pages import Page

_WORD = re.compile(r"\w+")
_RUN = 4
_HALF = 0.5
_TIE = 0.0005
_THRESHOLDS = tuple(number / 100 for number in range(40, 61))

Runs = Counter[tuple[str, ...]]


def figures(
    pages: Sequence[Page], scores: Sequence[NDArray[np.float64]], keep_from: float
) -> dict[str, float]:
    """F1 by data set.

    Args:
        pages: the pages.
        scores: of each page's lines.
        keep_from: least score with which a line is kept.
    """
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for page, its in zip(pages, scores, strict=True):
        found[page.set].append(
            _precision_recall(_runs(page.gold), _runs("\n".join(_kept(page, its, keep_from))))
        )
    return {name: _f1(fmean(p for p, _ in rows), fmean(r for _, r in rows)) for name, rows in found.items()}


def best_threshold(pages: Sequence[Page], scores: Sequence[NDArray[np.float64]]) -> float:
    """The threshold next to one half whose mean F1 over the data sets is within `_TIE` of the best.

    So few pages cannot tell closer ones apart.
    """
    found = {threshold: fmean(figures(pages, scores, threshold).values()) for threshold in _THRESHOLDS}
    best = max(found.values())
    return min((t for t, f1 in found.items() if f1 >= best - _TIE), key=lambda t: (abs(t - _HALF), t))


def _kept(page: Page, scores: NDArray[np.float64], keep_from: float) -> Iterable[str]:
    verdicts = [Verdict(score >= keep_from, score, "") for score in scores.tolist()]
    settled = settle(page.outline, page.claimed, verdicts)
    for index, (block, verdict) in enumerate(zip(page.blocks, settled, strict=True)):
        if verdict.is_kept and index not in page.claimed:
            yield block.text


def _runs(text: str) -> Runs:
    words = _WORD.findall(text)
    return Counter(
        tuple(words[start : start + _RUN]) for start in range(max(1, len(words) - _RUN + 1)) if words
    )


def _precision_recall(gold: Runs, found: Runs) -> tuple[float, float]:
    if not gold and not found:
        return 1.0, 1.0
    shared = (gold & found).total()
    return shared / (found.total() or 1), shared / (gold.total() or 1)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
