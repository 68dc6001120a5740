"""Finds best tags of tokens of which most can only be outside: only the others are decoded.

A best path leaves the first tag, "outside", only for a run of tokens that scores no less than if they were
outside too. The most that any run around a token can score above that is a largest sum over an interval, and
those of all tokens are found with running sums and maxima. What cannot be in a run parts a sentence into
short stretches, each decoded by itself. The tags are those that are found without.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pipeline.extract.viterbi import NEVER, Numbers, Places, best_tags

Flags = npt.NDArray[np.bool_]


def best_tags_pruned(
    emissions: Numbers, starts: Numbers, lengths: Numbers, first: Numbers, transitions: Numbers
) -> Places:
    """As `best_tags`; a row of no sentence must stand before each sentence and behind the last."""
    tags = np.zeros(len(emissions), np.intp)
    inside = _inside(len(emissions), starts, lengths)
    can_be = inside & _can_be_tagged(emissions, inside, first, transitions)
    edges = np.flatnonzero(can_be[1:] != can_be[:-1]) + 1
    if not len(edges):
        return tags
    opens, closes = edges[::2], edges[1::2]
    befores = opens - inside[opens - 1]  # a stretch goes from outside to outside, or to the sentence's ends
    sizes = closes + inside[closes] - befores
    ends = np.cumsum(sizes)
    rows = np.arange(ends[-1]) + np.repeat(befores - (ends - sizes), sizes)
    laid = emissions[rows]
    laid[~can_be[rows], 1:] = NEVER
    tags[rows] = best_tags(laid, ends - sizes, sizes, first, transitions)
    return tags


def _inside(count: int, starts: Numbers, lengths: Numbers) -> Flags:
    """Of each row whether it is a token's."""
    edges = np.zeros(count + 1, np.int64)
    np.add.at(edges, starts, 1)
    np.add.at(edges, starts + lengths, -1)
    return np.cumsum(edges[:-1]) > 0


def _can_be_tagged(emissions: Numbers, inside: Flags, first: Numbers, transitions: Numbers) -> Flags:
    """Of each row whether its token may have another tag than the first one on a best path."""
    laid = np.ascontiguousarray(emissions.T)
    gains, stay = laid[1:] - laid[0], transitions[0, 0]
    begins = np.flatnonzero(inside[1:] & ~inside[:-1]) + 1
    lasts = np.flatnonzero(inside[:-1] & ~inside[1:])
    opening = _most(gains, transitions[0, 1:] - stay)
    opening[begins] = _most(gains[:, begins], first[1:] - first[0])
    onward = _most(gains, transitions[1:, 1:].max(axis=0) - stay)
    leaving = np.full(len(inside), transitions[1:, 0].max() - stay)
    leaving[lasts] = 0
    opening[~inside] = onward[~inside] = NEVER  # so that no run reaches from one sentence to the next
    sums = np.cumsum(onward)
    opened = np.maximum.accumulate(opening - sums)
    closed = np.maximum.accumulate((sums + leaving)[::-1])[::-1]
    most: Numbers = opened + closed
    return most >= 0


def _most(gains: Numbers, of_tags: Numbers) -> Numbers:
    return np.asarray((gains + of_tags[:, None]).max(axis=0))
