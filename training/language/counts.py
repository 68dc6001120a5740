"""Counts of n-grams."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.correct.ngrams.tables import BOUNDARY, Ids


@dataclass(frozen=True, slots=True)
class Grams:
    """The distinct n-grams of one length, sorted by key; see `pipeline.correct.ngrams.tables.Order`."""

    keys: Ids
    counts: Ids
    contexts: Ids
    """Place of the n-gram without its last word, among those one shorter."""
    suffixes: Ids
    """Place of the n-gram without its first word, among those one shorter."""
    starts: Ids
    """Id of the first word."""


def count(tokens: Ids, n_words: int, longest: int) -> tuple[Grams, ...]:
    """All n-grams up to a length, single words first; none goes on beyond a boundary.

    Args:
        tokens: word ids, each sentence followed by a boundary, and a boundary before the first.
        n_words: words of the vocabulary.
        longest: the greatest length.
    """
    ids, none = np.arange(n_words), np.zeros(n_words, np.int64)
    found = [Grams(ids, np.bincount(tokens, minlength=n_words), none, none, ids)]
    contexts, places = tokens, tokens
    for length in range(2, longest + 1):
        grams, places = _longer(tokens, contexts, places, length, n_words)
        found.append(grams)
        contexts = np.where(tokens == BOUNDARY, -1, places)
    return tuple(found)


def _longer(tokens: Ids, contexts: Ids, places: Ids, length: int, n_words: int) -> tuple[Grams, Ids]:
    """The n-grams of a length, and the place of the one that ends at each token.

    Args:
        tokens: word ids.
        contexts: place of the n-gram one shorter that ends at each token and may be gone on with, or -1.
        places: the same, whether it may or not.
        length: of the n-grams.
        n_words: words of the vocabulary.
    """
    before = np.concatenate((np.array([-1]), contexts[:-1]))
    ends = np.flatnonzero(before >= 0)
    keys, firsts, inverse, counts = np.unique(
        before[ends] * n_words + tokens[ends], return_index=True, return_inverse=True, return_counts=True
    )
    seen = ends[firsts]
    longer = np.full(len(tokens), -1)
    longer[ends] = inverse
    return Grams(keys, counts, before[seen], places[seen], tokens[seen - length + 1]), longer
