"""The weights of the families of wrong words, from the small file of what was learned of these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.wording.features import FEATURES
from pipeline.correct.wording.thresholds import LEARNED, read_learned


@dataclass(frozen=True, slots=True)
class Family:
    """A conditional logistic model (McFadden 1974) over the options of a doubtful word."""

    weights: NDArray[np.float64] = field(repr=False)
    """Of `FEATURES`, in order."""
    bias: float

    def probabilities(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """The probability of each option; what is left is that the word stands as it was meant.

        Args:
            features: shape (options, `FEATURES`).
        """
        odds = np.exp(np.clip((features * self.weights).sum(axis=1) + self.bias, -50.0, 50.0))
        return np.asarray(odds / (1.0 + odds.sum()))


@cache
def load_families(path: Path = LEARNED) -> Mapping[str, Family]:
    """The models by name of their family.

    Raises:
        RuleError: the file is no TOML, or lacks a table or a number.
    """
    return read_learned(path, "family", _family)


def _family(table: Mapping[str, Any]) -> Family:
    return Family(np.array([float(table["weights"][name]) for name in FEATURES]), float(table["bias"]))
