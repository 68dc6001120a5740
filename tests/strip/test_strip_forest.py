"""Forests of oblivious trees: the answers to the questions are the bits of the place in the table."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.strip.forest import StoredForest, forest_of
from pipeline.strip.pulls import pulls_of

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
    weights = np.array(stored(seed=seed).weights) + 1e-9
    start = its.bias + np.average(its.leaves, axis=1, weights=weights).sum()
    pulls = pulls_of(stored(seed=seed), [0, 1]).of_lines(leaves)
    assert start + pulls.sum(axis=0) == pytest.approx(its.log_odds(leaves), abs=1e-5)


def test_a_column_that_no_tree_asks_about_pulls_nothing():
    forest = StoredForest(list(COLUMNS), [[0, 0]], [[0.0, 1.0]], [[-1, 1, -1, 3]], [[1, 1, 1, 1]], 0.0)
    leaves = forest_of(forest).leaves_of(np.array([[2.0, 0.5], [9.0, 9.0]], np.float32))
    pulls = pulls_of(forest, [0, 1]).of_lines(leaves)
    assert pulls[1].tolist() == [0, 0]
    assert pulls[0].tolist() == pytest.approx([2.5, 0.5])


def test_late_trees_change_the_score_but_are_not_named():
    its = forest_of(stored(trees=60))
    leaves = its.leaves_of(np.random.default_rng(1).normal(size=(2, 7)).astype(np.float32))
    pulls = pulls_of(stored(trees=60), [0, 1])
    assert len(pulls.of_leaf) < 60
    assert pulls.of_lines(leaves) == pytest.approx(pulls.of_lines(leaves[: len(pulls.of_leaf)]))
    assert its.log_odds(leaves) != pytest.approx(its.log_odds(leaves[: len(pulls.of_leaf)]))
