"""The trees of the second look: what they answer, and what happens to a broken artefact."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.correct.wording.closer import COLUMNS, Case, closer_look
from pipeline.correct.wording.features import FEATURES
from pipeline.correct.wording.forest import StoredForest, load_forests, packed
from pipeline.errors import VocabularyError
from pipeline.forest import forest_of

STORED = StoredForest([[0, 1]], [[0.5, 2.0]], [[-2.0, 0.0, 0.0, 3.0]], 0.5)


def test_a_tree_takes_the_leaf_that_its_answers_name():
    forest = forest_of(STORED, ("one", "other"))
    found = forest.beliefs(forest.leaves_of(np.array([[1.0, 3.0], [0.0, 0.0]], np.float32).T))
    assert found == pytest.approx([1 / (1 + np.exp(-3.5)), 1 / (1 + np.exp(1.5))])


def test_no_rows_no_answers():
    forest = forest_of(STORED, ("one", "other"))
    assert forest.beliefs(forest.leaves_of(np.zeros((0, 2), np.float32).T)).shape == (0,)


def test_trees_of_unequal_size_are_refused(tmp_path):
    path = tmp_path / "forests.msgpack.zst"
    path.write_bytes(packed({"wrong_word": StoredForest([[0]], [[0.5]], [[1.0]], 0.0)}))
    with pytest.raises(VocabularyError) as raised:
        load_forests(path)
    assert raised.value.where == str(path)


def test_a_second_look_has_a_number_for_each_column(language):
    chances = np.array([0.2, 0.6])
    case = Case(("the", "thread", "gland"), 1, ("three", "thyroid"), np.zeros((2, len(FEATURES))), chances)
    rows = closer_look([case, case], language)
    assert rows.shape == (2, len(COLUMNS))
    assert (rows[0] == rows[1]).all()


def test_a_second_look_knows_what_stands_beside(language):
    case = Case(("the", "thread", "gland"), 1, ("thyroid",), np.zeros((1, len(FEATURES))), np.array([0.5]))
    row = dict(zip(COLUMNS, closer_look([case], language)[0].tolist(), strict=True))
    assert (row["right_after_seen"], row["right_before_seen"]) == (1.0, 0.0)
    assert row["fit_after"] > row["fit_before"]
