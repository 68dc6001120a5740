"""The conditional logistic model, and how a threshold is chosen."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from training.correct.fitting import cases_of, fit, probabilities


def test_probabilities_of_a_words_options_leave_room_for_none():
    found = probabilities(np.array([0.0, 0.0, 2.0]), np.array([0, 0, 1]))
    assert found[:2] == pytest.approx([1 / 3, 1 / 3])
    assert found[2] == pytest.approx(1 / (1 + np.exp(-2.0)))


def test_a_feature_that_tells_right_from_wrong_is_given_weight():
    chance = Random(1)
    rows = [np.array([[chance.gauss(1.0, 1.0)], [chance.gauss(-1.0, 1.0)]]) for _ in range(200)]
    right = [0 if chance.random() < 0.5 else None for _ in rows]
    for row, which in zip(rows, right, strict=True):
        row[0, 0] += 2.0 if which == 0 else -2.0
    weights = fit(cases_of(rows, right, [1.0] * len(rows)))
    assert weights[0] > 0.5
