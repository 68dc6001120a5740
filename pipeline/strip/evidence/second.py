"""Evidence for the second stage: how the first one scored the lines around each line."""

from __future__ import annotations

from itertools import chain

import numpy as np
from numpy.typing import NDArray

from pipeline.strip.evidence.container import ANCESTORS
from pipeline.strip.evidence.page import Evidence
from pipeline.strip.evidence.table import Column, Table, table_of
from pipeline.strip.evidence.windows import distances, shifted, window_means
from pipeline.strip.words import Places

_SHIFTS = (-3, -2, -1, 1, 2, 3)
_REACHES = (2, 5, 15, 40)
_OF_SHIFTS = tuple(f"score{by:+d}" for by in _SHIFTS)
_OF_WINDOWS = tuple(f"{name}~{reach}" for reach in _REACHES for name in ("score", "mass"))
_MANY_WORDS = 60
_OF_PARENTS = tuple(f"parent{height + 1}_{name}" for height in range(ANCESTORS) for name in ("score", "mass"))
_SURE_WORDS = 5
_DROPPED = -3.0


def score_columns(evidence: Evidence, scores: NDArray[np.float32]) -> Table:
    """Columns over the first stage's scores (belief that a line is main content, 0 to 1).

    The main run is the stretch with the largest sum of kept words less a charge for each dropped line:
    maximum subsequence segmentation after Pasternack and Roth (WWW 2009).
    """
    words = evidence.words.astype(np.float64)
    mass = scores * words
    total = float(mass.sum()) + 1e-6
    both = np.array([scores, scores * np.minimum(words, _MANY_WORDS)], np.float32)
    columns: dict[str, Column] = {"score": scores}
    columns |= zip(_OF_SHIFTS, [moved[0] for moved in shifted(both[:1], _SHIFTS)], strict=True)
    columns |= zip(_OF_WINDOWS, window_means(both, _REACHES), strict=True)
    done = np.cumsum(mass)
    above, below = distances(mass > _SURE_WORDS)
    columns |= {
        "mass_above": (done - mass) / total,
        "mass_below": 1 - done / total,
        "page_score": np.full(len(scores), scores.mean()),
        "page_best": np.full(len(scores), scores.max()),
        "page_mass": np.full(len(scores), np.log1p(total)),
        "page_kept": np.full(len(scores), total / max(words.sum(), 1)),
        "of_best": scores / max(float(scores.max()), 1e-6),
        "sure_above": above,
        "sure_below": below,
    }
    columns |= _run_columns(scores, mass) | _section_columns(evidence.is_heading, scores)
    if evidence.around is not None:
        columns |= _container_columns(evidence.around.groups(), scores, words, total)
    return table_of(columns)


def _run_columns(scores: NDArray[np.float32], mass: NDArray[np.float64]) -> dict[str, Column]:
    running = np.concatenate(([0.0], np.cumsum(np.where(scores > 0.5, mass, _DROPPED))))
    gains = running[1:] - np.minimum.accumulate(running[:-1])
    end = int(np.argmax(gains)) + 1
    start = int(np.argmin(running[:end]))
    place = np.arange(len(scores))
    return {"before_run": np.maximum(start - place, 0), "after_run": np.maximum(place - end + 1, 0)}


def _section_columns(is_heading: NDArray[np.bool_], scores: NDArray[np.float32]) -> dict[str, Column]:
    """Mean scores of the text between a line and the headings above and below it; -1 for no text."""
    sums = np.concatenate(([0.0], np.cumsum(np.where(is_heading, 0, scores))))
    texts = np.concatenate(([0], np.cumsum(~is_heading)))
    headings = np.concatenate(([-1], np.flatnonzero(is_heading), [len(scores)]))
    number = np.cumsum(is_heading)
    until = headings[number + 1]  # the next heading strictly below
    since = headings[number - is_heading] + 1  # the line after the last heading strictly above
    return {
        "section_below": _mean(sums.take(until) - sums[1:], texts.take(until) - texts[1:]),
        "section_above": _mean(sums[:-1] - sums.take(since), texts[:-1] - texts.take(since)),
    }


def _mean(sums: NDArray[np.float64], counts: Places) -> NDArray[np.float64]:
    return np.where(counts > 0, sums / np.maximum(counts, 1), -1.0)


def _container_columns(
    groups: list[Places], scores: NDArray[np.float32], words: NDArray[np.float64], total: float
) -> dict[str, Column]:
    heights, count = len(groups), int(groups[0].max()) + 1  # numbers fall from parent to parent
    numbers = np.concatenate([group + height * count for height, group in enumerate(groups)])
    weight = np.bincount(numbers, np.concatenate([words + 1] * heights))
    score = np.bincount(numbers, np.concatenate([scores * (words + 1)] * heights))[numbers] / weight[numbers]
    mass = np.bincount(numbers, np.concatenate([scores * words] * heights))[numbers] / total
    of_heights = zip(score.reshape(heights, -1), mass.reshape(heights, -1), strict=True)
    return dict(zip(_OF_PARENTS, chain.from_iterable(of_heights), strict=True))
