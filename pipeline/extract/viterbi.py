"""The best tags of many sentences at once: Viterbi's algorithm on whole numbers.

Forney, "The Viterbi algorithm", Proceedings of the IEEE 1973. All sentences take a step together, so that a
page costs as many steps as its longest sentence has tokens.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Places = npt.NDArray[np.intp]
NEVER = -(10**12)
"""Score of what may not be; whole sentences of real scores stay far above it."""


def best_tags(
    emissions: Numbers, starts: Numbers, lengths: Numbers, first: Numbers, transitions: Numbers
) -> Places:
    """The best tag of each token; of equal paths that with the lower tags, judged from the end.

    Args:
        emissions: scores of all sentences, one row a token, one column a tag; rows of no sentence may stand
            between, and get tag 0.
        starts: row of the first token of each sentence.
        lengths: how many tokens each has.
        first: score of each tag at a sentence's start.
        transitions: `transitions[i, j]` is the score of tag j after tag i.
    """
    tags = np.zeros(len(emissions), np.intp)
    order = np.argsort(-lengths, kind="stable")[: np.count_nonzero(lengths)]
    if len(order):
        going, places = _steps(starts[order], lengths[order])
        tags[places] = _best(emissions[places], going.tolist(), first, transitions)
    return tags


def _steps(starts: Numbers, lengths: Numbers) -> tuple[Places, Places]:
    """How many tokens are reached in each step, and their rows, step after step.

    Sentences have tokens, and are given longest first.
    """
    going = np.searchsorted(-lengths, -np.arange(lengths[0]), side="left")
    step = np.repeat(np.arange(len(going)), going)
    sentence = np.arange(len(step)) - np.repeat(np.cumsum(going) - going, going)
    return going, starts[sentence] + step


def _best(emissions: Numbers, going: Sequence[int], first: Numbers, transitions: Numbers) -> Places:
    """The best tags of tokens that stand step after step; `going` tells how many a step has.

    The tag that a path comes from rides in the lowest bits of its score, lower tags higher, so that one
    maximum finds both.
    """
    bits = int(len(first) - 1).bit_length()
    mask = (1 << bits) - 1
    riding = mask - np.arange(len(first))
    onward = ((transitions << bits) + riding[:, None])[:, :, None]
    laid = np.ascontiguousarray(emissions.T) << bits
    scores = laid[:, : going[0]] + (first << bits)[:, None]
    ends = np.cumsum(going).tolist()
    sources = np.zeros(laid.shape, np.int8)
    for n_going, end in zip(going[1:], ends[1:], strict=True):
        best = (scores[:, None, :n_going] + onward).max(axis=0)
        source = best & mask
        sources[:, end - n_going : end] = mask - source
        best -= source
        best += laid[:, end - n_going : end]
        scores[:, :n_going] = best
    tags = np.zeros(len(emissions), np.intp)
    current, columns = scores.argmax(axis=0), np.arange(going[0])
    for n_going, end in zip(reversed(going[1:]), reversed(ends[1:]), strict=True):
        begin = end - n_going
        tags[begin:end] = current[:n_going]
        current[:n_going] = sources[current[:n_going], begin + columns[:n_going]]
    tags[: going[0]] = current
    return tags
