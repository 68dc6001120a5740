"""The forest taken out of the library says what the library says."""

import numpy as np
import pytest

pytest.importorskip("catboost")

from training.strip.boosting import fit


def test_forest_that_says_something_else_is_refused_and_this_one_is_not():
    chance = np.random.default_rng(0)
    matrix = chance.normal(size=(400, 5)).astype(np.float32)
    stored = fit(list("abcde"), matrix, matrix[:, 0] > matrix[:, 1], np.ones(400))
    assert len(stored.leaves) == len(stored.questions) > 100
