from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.pruning import best_tags_pruned
from pipeline.extract.viterbi import NEVER, Numbers, best_tags

SCORES = st.integers(min_value=-9, max_value=9)
ROW = st.tuples(SCORES, SCORES, SCORES)
MATRIX = st.tuples(ROW, ROW, ROW)


def score(path: tuple[int, ...], emissions: Numbers, first: Numbers, transitions: Numbers) -> int:
    total = int(first[path[0]]) + sum(int(row[tag]) for row, tag in zip(emissions, path, strict=True))
    return total + sum(int(transitions[a, b]) for a, b in pairwise(path))


def best_paths(emissions: list[Numbers], first: Numbers, transitions: Numbers) -> list[list[int]]:
    """The best tags of sentences laid in one row, each after a place of its own that is no token's."""
    lengths = np.array([len(rows) for rows in emissions], np.int64)
    starts = np.cumsum(lengths + 1) - lengths
    between = np.full((1, len(first)), 5)
    laid = np.concatenate([between, *(part for rows in emissions for part in (rows, between))])
    tags = best_tags(laid, starts, lengths, first, transitions)
    return [tags[start : start + length].tolist() for start, length in zip(starts, lengths, strict=True)]


@given(st.lists(st.lists(ROW, max_size=4), max_size=4), ROW, MATRIX)
def test_no_path_scores_more_than_the_found_one(
    sentences: list[list[tuple[int, ...]]], first: tuple[int, ...], transitions: tuple[tuple[int, ...], ...]
) -> None:
    start, between = np.array(first), np.array(transitions)
    emissions = [np.array(rows, np.int64).reshape(len(rows), 3) for rows in sentences]
    paths = best_paths(emissions, start, between)
    for rows, path in zip(emissions, paths, strict=True):
        assert len(path) == len(rows)
        if path:
            best = max(score(p, rows, start, between) for p in product(range(3), repeat=len(rows)))
            assert score(tuple(path), rows, start, between) == best


def test_of_equal_paths_the_lower_tags_win() -> None:
    flat = np.zeros((2, 3), np.int64)
    assert best_paths([flat], np.zeros(3, np.int64), np.zeros((3, 3), np.int64)) == [[0, 0]]


@given(st.lists(st.lists(ROW, max_size=9), max_size=4), ROW, MATRIX, st.booleans())
def test_pruning_changes_no_tag(
    sentences: list[list[tuple[int, ...]]],
    first: tuple[int, ...],
    transitions: tuple[tuple[int, ...], ...],
    never: bool,
) -> None:
    start, between = np.array(first), np.array(transitions)
    if never:  # as an inner tag neither begins a sentence nor follows the first tag
        start[2] = between[0, 2] = NEVER
    gap = np.zeros((1, 3), np.int64)
    rows = [np.array(rows, np.int64).reshape(len(rows), 3) for rows in sentences]
    laid = np.concatenate([gap, *(part for rows in rows for part in (rows, gap))])
    lengths = np.array([len(part) for part in rows], np.int64)
    chain = (laid, np.cumsum(lengths + 1) - lengths, lengths, start, between)
    assert best_tags_pruned(*chain).tolist() == best_tags(*chain).tolist()
