"""Fits a forest with CatBoost and takes it out of the library's own format."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoostClassifier, Pool
from numpy.typing import NDArray

from pipeline.strip.forest import StoredForest, forest_of

DEPTH = 6
SEEDS = (0, 1, 2)
"""A forest is the mean of one forest a seed, which settles lines near the border."""
_SETTINGS: dict[str, Any] = {
    "iterations": 80,
    "depth": DEPTH,
    "learning_rate": 0.17,
    "l2_leaf_reg": 3,
    "rsm": 0.5,
    "border_count": 32,
    "bootstrap_type": "Bernoulli",
    "subsample": 0.7,
    "thread_count": 1,  # the result depends on it
    "verbose": False,
    "allow_writing_files": False,
}
_NEVER = 3e38
_DIGITS = 5
_MOST_WEIGHT = 9999
_CHECKED = 2000
_TOLERANCE = 1e-3
"""Leaves are rounded."""


def fit(
    columns: Sequence[str],
    matrix: NDArray[np.float32],
    is_content: NDArray[np.bool_],
    weights: NDArray[np.float64],
) -> StoredForest:
    """A forest for the log-odds that a line is content.

    Args:
        columns: names of the matrix's columns.
        matrix: shape (lines, columns).
        is_content: the label of each line.
        weights: how much each line counts.

    Raises:
        ArithmeticError: the forest taken out says something else than the library's.
    """
    pool = Pool(matrix, is_content.astype(int), weight=weights)
    models = [CatBoostClassifier(random_seed=seed, **_SETTINGS).fit(pool) for seed in SEEDS]
    exports = [_exported(model) for model in models]
    share = 1 / len(exports)
    rounds = zip(*(export["oblivious_trees"] for export in exports), strict=True)
    trees = [tree for round_ in rounds for tree in round_]  # early trees first: they say most
    scale = exports[0]["scale_and_bias"][0] * share
    stored = StoredForest(
        columns=list(columns),
        questions=[_filled([split["float_feature_index"] for split in tree["splits"]], 0) for tree in trees],
        borders=[_filled([split["border"] for split in tree["splits"]], _NEVER) for tree in trees],
        leaves=[[round(scale * leaf, _DIGITS) for leaf in _repeated(tree["leaf_values"])] for tree in trees],
        weights=[_shares(_repeated(tree["leaf_weights"])) for tree in trees],
        bias=share * sum(export["scale_and_bias"][1][0] for export in exports),
    )
    _check(stored, matrix[:_CHECKED], models)
    return stored


def _check(stored: StoredForest, matrix: NDArray[np.float32], models: Sequence[CatBoostClassifier]) -> None:
    """What is shipped must say what the trainer says.

    Raises:
        ArithmeticError: it does not.
    """
    forest = forest_of(stored)
    ours = forest.log_odds(forest.leaves_of(np.ascontiguousarray(matrix.T)))
    theirs = np.mean([model.predict(matrix, prediction_type="RawFormulaVal") for model in models], axis=0)
    if not np.allclose(ours, theirs, atol=_TOLERANCE):
        raise ArithmeticError(f"the forest is off by up to {np.abs(ours - theirs).max()}")


def _exported(model: CatBoostClassifier) -> dict[str, Any]:
    """The forest in the library's JSON."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        exported: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return exported


def _filled(values: list[Any], filler: float) -> list[Any]:
    """A tree may be less deep than asked for."""
    return values + [filler] * (DEPTH - len(values))


def _repeated(leaves: list[float]) -> list[float]:
    copies: list[float] = leaves * (2**DEPTH // len(leaves))
    return copies


def _shares(weights: list[float]) -> list[float]:
    most = max(weights) or 1.0
    return [round(_MOST_WEIGHT * weight / most) for weight in weights]
