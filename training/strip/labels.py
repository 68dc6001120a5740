"""Which lines of a page are main content, by the page's main content written out by people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"\w+")
_NEAR = 3


def labels(lines: Sequence[str], gold: str) -> NDArray[np.bool_]:
    """For each line: most of its word triples stand in the gold text, or the line as a whole does.

    A line of one or two words is content if it stands in the gold text and there is content shortly above
    and below it.

    Args:
        lines: the text of each block.
        gold: the main content.
    """
    gold_words = _WORD.findall(gold)
    gold_lines = {" ".join(line.split()) for line in gold.split("\n")}
    triples = set(zip(gold_words, gold_words[1:], gold_words[2:], strict=False))
    pairs, singles = set(pairwise(gold_words)), set(gold_words)
    sure, doubtful = np.zeros(len(lines), bool), np.zeros(len(lines), bool)
    for place, line in enumerate(lines):
        words = _WORD.findall(line)
        if words and " ".join(line.split()) in gold_lines:
            sure[place] = True
        elif len(words) > 2:
            its = list(zip(words, words[1:], words[2:], strict=False))
            sure[place] = 2 * sum(triple in triples for triple in its) > len(its)
        elif words:
            doubtful[place] = (words[0], words[1]) in pairs if len(words) == 2 else words[0] in singles
    return sure | (doubtful & _between(sure))


def _between(sure: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """There is a sure line at most `_NEAR` lines above and one at most as many below."""
    count = len(sure)
    return np.array([
        sure[max(0, place - _NEAR) : place].any() and sure[place + 1 : place + 1 + _NEAR].any()
        for place in range(count)
    ], bool)  # fmt: skip
