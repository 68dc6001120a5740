"""The cross-validated figures that the trainer of the strip models wrote into their card."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from benchmarks.figures import is_number
from pipeline.errors import RuleError
from pipeline.rules import read_toml

CARD = Path("pipeline/models/strip.card.toml")
MODES = ("html", "text")
Validated = Mapping[str, Mapping[str, float]]
"""F1 by mode and data set."""


def cross_validated(path: Path = CARD) -> Validated:
    """The tables `[cross_validation.html]` and `[cross_validation.text]`, each a set's F1 by its name.

    Without the file nothing was measured, and the answer is empty.

    Raises:
        RuleError: the file is broken, or a figure is no number from 0 to 1. Names file and figure.
    """
    if not path.exists():
        return {}
    tables = read_toml(path).get("cross_validation", {})
    if not isinstance(tables, dict) or not all(isinstance(tables.get(mode, {}), dict) for mode in MODES):
        raise _broken("`cross_validation` holds no tables", str(path))
    validated = {mode: tables[mode] for mode in MODES if mode in tables}
    for mode, by_set in validated.items():
        for name, f1 in by_set.items():
            if not is_number(f1) or not 0 <= f1 <= 1:
                raise _broken(f"{f1!r} is no F1 from 0 to 1", f"{path}, cross_validation.{mode}.{name}")
    return validated


def _broken(what: str, where: str) -> RuleError:
    return RuleError(f"{what}.", where=where, remedy="Make the card anew: make train SHARED=<data folder>.")
