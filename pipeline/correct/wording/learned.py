"""What was learned of wrong words, from one small file: weights of the families, thresholds of the rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.wording.features import FEATURES
from pipeline.errors import RuleError
from pipeline.rules import read_toml

Part = TypeVar("Part")
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


@cache
def load_families(path: Path = LEARNED) -> Mapping[str, Family]:
    """The models by name of their family.

    Raises:
        RuleError: the file is no TOML, or lacks a table or a number.
    """
    return _read(path, "family", _family)


@cache
def load_thresholds(path: Path = LEARNED) -> Mapping[str, Threshold]:
    """The thresholds by rule id; they do not depend on what the features are.

    Raises:
        RuleError: the file is no TOML, or lacks a table or a number.
    """
    return _read(path, "threshold", _threshold)


def _read(path: Path, name: str, made: Callable[[Mapping[str, Any]], Part]) -> Mapping[str, Part]:
    tables = read_toml(path)
    try:
        return {key: made(table) for key, table in tables[name].items()}
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise RuleError(f"What was learned cannot be read: {error!r}.", where=str(path),
                        remedy="Restore the file, or run `make train`.") from error  # fmt: skip


def _family(table: Mapping[str, Any]) -> Family:
    return Family(np.array([float(table["weights"][name]) for name in FEATURES]), float(table["bias"]))


def _threshold(table: Mapping[str, Any]) -> Threshold:
    return Threshold(
        float(table["apply_from"]), float(table["flag_from"]), int(table["n"]), int(table["right"])
    )
