"""Weights of two models as one, and words with their parts of speech."""

import numpy as np
import pytest

from pipeline.extract.weights import Weights, tags_of

pytest.importorskip("pycrfsuite")
from training.fitting import pooled
from training.tagger import with_parts

TAGS = tags_of("ncbi")


def weights(**scores: int) -> Weights:
    """Weights that give a feature this score for the first tag of a mention."""
    rows = {name: index for index, name in enumerate(scores)}
    table = np.array([[0, score, 0] for score in scores.values()], np.int64)
    return Weights(TAGS, np.full((3, 3), 10, np.int64), rows, table)


def test_the_newer_weights_count_for_their_share() -> None:
    both = pooled(weights(old=100, shared=10), weights(new=100, shared=20), 0.3)
    found = {name: int(both.scores[row, 1]) for name, row in both.rows.items()}
    assert found == {"old": 70, "shared": 13, "new": 30}
    assert (both.transitions == 10).all()


def test_a_feature_of_no_weight_is_left_out() -> None:
    assert "faint" not in pooled(weights(old=1), weights(faint=1), 0.3).rows


def test_words_get_clusters_and_parts_of_speech() -> None:
    assert with_parts({"hip": ("7", "3")}, {"soothe": "V"}) == {
        "hip": ("7", "3", "?"),
        "soothe": ("-", "-", "V"),
    }
