"""From counts to probabilities: modified Kneser-Ney smoothing, interpolated.

Chen and Goodman, "An empirical study of smoothing techniques for language modeling" (1999), section 3. The
shares of single words are interpolated with equal ones.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.ngrams.tables import BOUNDARY, Ids
from training.language.counts import Grams

Shares = NDArray[np.float64]
_STEPS = 3
"""Counts of one, of two, and of three and more have each a discount."""


def smooth(grams: Sequence[Grams]) -> list[Shares]:
    """The probability of the last word of each n-gram after its other words, by length.

    Args:
        grams: from `count`.
    """
    found: list[Shares] = []
    lower = np.full(len(grams[0].keys), 1 / len(grams[0].keys))
    for length, its in enumerate(grams):
        told = its.counts if length + 1 == len(grams) else _continuations(its, grams[length + 1])
        lower = _interpolated(told, its.contexts, lower[its.suffixes] if length else lower)
        found.append(lower)
    return found


def _continuations(grams: Grams, longer: Grams) -> Ids:
    """In how many different words' company an n-gram stands; what begins a sentence keeps its count."""
    varied = np.bincount(longer.suffixes, minlength=len(grams.keys))
    return np.where((grams.starts == BOUNDARY) & (varied == 0), grams.counts, varied)


def _interpolated(told: Ids, contexts: Ids, lower: Shares) -> Shares:
    discounts = _discounts(told)
    steps = np.minimum(told, _STEPS)
    totals = np.bincount(contexts, weights=told)
    spared = np.bincount(contexts, weights=discounts[steps])
    return (told - discounts[steps] + spared[contexts] * lower) / np.maximum(totals[contexts], 1)


def _discounts(told: Ids) -> Shares:
    """The discounts of counts of 0, 1, 2, and 3 and more (ibid., equation 26)."""
    numbers = np.maximum(1, np.bincount(told, minlength=_STEPS + 2)[: _STEPS + 2])
    share = numbers[1] / (numbers[1] + 2 * numbers[2])
    steps = np.arange(1, _STEPS + 1)
    discounts = steps - (steps + 1) * share * numbers[2:] / numbers[1:-1]
    return np.concatenate((np.zeros(1), np.clip(discounts, 0, steps)))
