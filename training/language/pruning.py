"""From the probabilities of all n-grams to a back-off model of those worth keeping."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.ngrams.tables import Ids, Order, Tables
from training.language.counts import Grams
from training.language.smoothing import Shares

_NEARLY_NONE = 1e-9


def prune(grams: Sequence[Grams], probabilities: Sequence[Shares], least: Sequence[int]) -> Tables:
    """Keep the n-grams that were counted often enough, and those that are contexts of such.

    What the others had goes to the shorter contexts, so that the probabilities still sum to one.

    Args:
        grams: from `count`.
        probabilities: from `smooth`.
        least: the least count of an n-gram, by length.
    """
    kept, logs = _kept(grams, least), np.log10(probabilities[0])
    n_words, places = len(logs), grams[0].keys
    orders: list[Order] = []
    for length, its in enumerate(grams):
        chosen = kept[length]
        contexts = places[its.contexts[chosen]] if length else 0
        keys, own = contexts * n_words + its.keys[chosen] % n_words, logs[chosen]
        places, backoffs = np.cumsum(chosen) - 1, np.zeros(len(chosen))
        if length + 1 < len(grams):
            longer, likely = grams[length + 1], probabilities[length + 1]
            backoffs = _backoffs(longer, likely, 10 ** logs[longer.suffixes], kept[length + 1], len(chosen))
            lower = backoffs[longer.contexts] + logs[longer.suffixes]
            logs = np.where(kept[length + 1], np.log10(likely), lower)
        orders.append(Order(keys, own.astype(np.float32), backoffs[chosen].astype(np.float32)))
    return Tables(tuple(orders))


def _kept(grams: Sequence[Grams], least: Sequence[int]) -> list[NDArray[np.bool_]]:
    masks = [its.counts >= count for its, count in zip(grams, (0, *least[1:]), strict=True)]
    for shorter, mask, its in zip(masks[-2::-1], masks[:0:-1], grams[:0:-1], strict=True):
        shorter[its.contexts[mask]] = True
    return masks


def _backoffs(
    longer: Grams, likely: Shares, lower: Shares, kept: NDArray[np.bool_], n_shorter: int
) -> Shares:
    """log10 of what a context leaves for words not kept after it, over what a shorter one would give them."""
    contexts: Ids = longer.contexts[kept]
    left = 1 - np.bincount(contexts, weights=likely[kept], minlength=n_shorter)
    would = 1 - np.bincount(contexts, weights=lower[kept], minlength=n_shorter)
    backoffs: Shares = np.log10(np.maximum(left, _NEARLY_NONE) / np.maximum(would, _NEARLY_NONE))
    return backoffs
