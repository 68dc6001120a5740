"""The best tags of many sentences at once: Viterbi's algorithm on whole numbers.

Forney, "The Viterbi algorithm", Proceedings of the IEEE 1973. All sentences take a step together, so that a
page costs as many steps as its longest sentence has tokens.
"""

from __future__ import annotations

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
    order = np.argsort(-lengths, kind="stable")
    order = order[lengths[order] > 0]
    if len(order):
        _follow(tags, starts[order], *_steps(emissions, starts[order], lengths[order], first, transitions))
    return tags


def _steps(
    emissions: Numbers, starts: Numbers, lengths: Numbers, first: Numbers, transitions: Numbers
) -> tuple[Numbers, list[Numbers]]:
    """The final scores, and for each step after the first token where the best path to each tag comes from.

    Sentences have tokens, and are given longest first. One row a tag, one column a sentence that goes so far.
    The tag that a path comes from rides in the lowest bits of its score, lower tags higher, so that one
    maximum finds both.
    """
    bits = int(len(first) - 1).bit_length()
    mask = (1 << bits) - 1
    riding = mask - np.arange(len(first))
    onward = ((transitions << bits) + riding[:, None])[:, :, None]
    shifted = emissions.T << bits
    scores = shifted[:, starts] + (first << bits)[:, None]
    going = np.searchsorted(-lengths, -np.arange(1, lengths[0]), side="left").tolist()
    back = []
    for step, n_going in enumerate(going, 1):
        best = (scores[:, None, :n_going] + onward).max(axis=0)
        source = best & mask
        back.append(mask - source)
        scores[:, :n_going] = best - source + shifted[:, starts[:n_going] + step]
    return scores, back


def _follow(tags: Places, starts: Numbers, scores: Numbers, back: list[Numbers]) -> None:
    """Write the tags of the best paths, from their ends to their starts."""
    current = scores.argmax(axis=0)
    columns = np.arange(len(starts))
    for step in range(len(back), 0, -1):
        sources = back[step - 1]
        n_going = sources.shape[1]
        tags[starts[:n_going] + step] = current[:n_going]
        current[:n_going] = sources[current[:n_going], columns[:n_going]]
    tags[starts] = current
