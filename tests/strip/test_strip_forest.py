"""Forests of oblivious trees: the answers to the questions are the bits of the place in the table."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.strip.forest import StoredForest, forest_of

DEPTH = 3
COLUMNS = ("words", "links")


def stored(trees=4, seed=0):
    rng = np.random.default_rng(seed)
    return StoredForest(
        columns=list(COLUMNS),
        questions=rng.integers(0, 2, (trees, DEPTH)).tolist(),
        borders=rng.integers(-2, 2, (trees, DEPTH)).tolist(),
        leaves=rng.normal(size=(trees, 2**DEPTH)).tolist(),
        weights=rng.integers(0, 9, (trees, 2**DEPTH)).tolist(),
        bias=0.25,
    )


def by_hand(its, line):
    total = its.bias
    for questions, borders, leaves in zip(its.questions, its.borders, its.leaves, strict=True):
        place = sum(
            int(line[q] > b) << bit for bit, (q, b) in enumerate(zip(questions, borders, strict=True))
        )
        total += leaves[place]
    return total


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 40), st.integers(0, 1000))
def test_log_odds_are_the_sum_of_one_leaf_a_tree(lines, seed):
    its = forest_of(stored(seed=seed))
    matrix = np.random.default_rng(seed).normal(size=(2, lines)).astype(np.float32)
    expected = [by_hand(stored(seed=seed), line) for line in matrix.T]
    assert its.log_odds(its.leaves_of(matrix)) == pytest.approx(expected)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1000))
def test_pulls_lead_from_the_mean_to_the_log_odds(seed):
    its = forest_of(stored(seed=seed))
    leaves = its.leaves_of(np.random.default_rng(seed).normal(size=(2, 9)).astype(np.float32))
    start = its.bias + its.changes[:, 1].sum()
    assert start + its.pulls(leaves, [0, 1]).sum(axis=0) == pytest.approx(its.log_odds(leaves))


def test_a_column_that_no_tree_asks_about_pulls_nothing():
    its = forest_of(
        StoredForest(list(COLUMNS), [[0, 0]], [[0.0, 1.0]], [[-1, 1, -1, 3]], [[1, 1, 1, 1]], 0.0)
    )
    pulls = its.pulls(its.leaves_of(np.array([[2.0, 0.5], [9.0, 9.0]], np.float32)), [0, 1])
    assert pulls[1].tolist() == [0, 0]
    assert pulls[0].tolist() == pytest.approx([2.5, 0.5])


def test_late_trees_change_the_score_but_are_not_named():
    its = forest_of(stored(trees=60))
    leaves = its.leaves_of(np.random.default_rng(1).normal(size=(2, 7)).astype(np.float32))
    assert its.pulls(leaves, [0, 1]) == pytest.approx(its.pulls(leaves[:40], [0, 1]))
    assert its.log_odds(leaves) != pytest.approx(its.log_odds(leaves[:40]))
