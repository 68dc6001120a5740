"""What was learned of wrong words, from one small file: weights of the families, thresholds of the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.wording.features import FEATURES
from pipeline.errors import RuleError
from pipeline.rules import read_toml

LEARNED = Path(__file__).parents[2] / "models" / "correct.toml"


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


@dataclass(frozen=True, slots=True)
class Threshold:
    """From which probability a rule's candidates are made or shown, and what was measured from there on."""

    apply_from: float
    """Above 1: never made."""
    flag_from: float
    proposals: int
    """Candidates on development data from `apply_from` on; where none is made, from `flag_from` on."""
    right: int


@dataclass(frozen=True, slots=True)
class Learned:
    """All that was learned."""

    families: Mapping[str, Family]
    """By name."""
    thresholds: Mapping[str, Threshold]
    """By rule id."""


@cache
def load_learned(path: Path = LEARNED) -> Learned:
    """What the file holds.

    Raises:
        RuleError: the file is no TOML, or lacks a table or a number.
    """
    tables = read_toml(path)
    try:
        families = {name: _family(table) for name, table in tables["family"].items()}
        return Learned(families, {rule: _threshold(table) for rule, table in tables["threshold"].items()})
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise RuleError(f"What was learned cannot be read: {error!r}.", where=str(path),
                        remedy="Restore the file, or run `make train`.") from error  # fmt: skip


def _family(table: Mapping[str, Any]) -> Family:
    return Family(np.array([float(table["weights"][name]) for name in FEATURES]), float(table["bias"]))


def _threshold(table: Mapping[str, Any]) -> Threshold:
    return Threshold(
        float(table["apply_from"]), float(table["flag_from"]), int(table["n"]), int(table["right"])
    )
