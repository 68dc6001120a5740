"""The best tags of many sentences at once: Viterbi's algorithm on whole numbers.

Forney, "The Viterbi algorithm", Proceedings of the IEEE 1973. All sentences take a step together, so that a
page costs as many steps as its longest sentence has tokens.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
NEVER = -(10**12)
"""Score of what may not be; whole sentences of real scores stay far above it."""


def best_paths(emissions: Sequence[Numbers], first: Numbers, transitions: Numbers) -> list[list[int]]:
    """The best tags of each sentence; of equal paths that with the lower tags, judged from the end.

    Args:
        emissions: for each sentence the scores, one row a token, one column a tag.
        first: score of each tag at a sentence's start.
        transitions: `transitions[i, j]` is the score of tag j after tag i.
    """
    order = sorted(range(len(emissions)), key=lambda index: -len(emissions[index]))
    ranked = [emissions[index] for index in order if len(emissions[index])]
    paths: list[list[int]] = [[] for _ in emissions]
    if ranked:
        for index, path in zip(order, _paths(ranked, first, transitions), strict=False):
            paths[index] = path
    return paths


def _paths(ranked: Sequence[Numbers], first: Numbers, transitions: Numbers) -> list[list[int]]:
    """As `best_paths`, of sentences with tokens, longest first."""
    lengths = np.array([len(rows) for rows in ranked])
    padded = np.zeros((lengths[0], len(ranked), len(first)), np.int64)
    for column, rows in enumerate(ranked):
        padded[: len(rows), column] = rows
    scores = padded[0] + first
    back = np.zeros(padded.shape, np.intp)
    for step in range(1, len(padded)):
        n_going = int(np.count_nonzero(lengths > step))
        arriving = scores[:n_going, :, None] + transitions
        back[step, :n_going] = arriving.argmax(axis=1)
        scores[:n_going] = arriving.max(axis=1) + padded[step, :n_going]
    return _followed(back, scores.argmax(axis=1), lengths)


def _followed(back: npt.NDArray[np.intp], last: npt.NDArray[np.intp], lengths: Numbers) -> list[list[int]]:
    """The paths that end in the tags `last`."""
    tags = np.zeros(back.shape[:2], np.intp)
    columns, current = np.arange(len(lengths)), last
    for step in range(len(back) - 1, -1, -1):
        tags[step] = current
        is_inside = lengths > step
        current = np.where(is_inside, back[step, columns, current], current)
    return [tags[:length, column].tolist() for column, length in enumerate(lengths)]
