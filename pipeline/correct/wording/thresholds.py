"""The thresholds of the rules on wrong words, from the small file of what was learned of these."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pipeline.errors import RuleError
from pipeline.rules import read_toml

Part = TypeVar("Part")
LEARNED = Path(__file__).parents[2] / "models" / "correct.toml"


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
def load_thresholds(path: Path = LEARNED) -> Mapping[str, Threshold]:
    """The thresholds by rule id; they do not depend on what the features are.

    Raises:
        RuleError: the file is no TOML, or lacks a table or a number.
    """
    return read_learned(path, "threshold", _threshold)


def read_learned(path: Path, name: str, made: Callable[[Mapping[str, Any]], Part]) -> Mapping[str, Part]:
    """The tables of a kind by name, each made into what it stands for.

    Raises:
        RuleError: the file is no TOML, or lacks a table or a number.
    """
    tables = read_toml(path)
    try:
        return {key: made(table) for key, table in tables[name].items()}
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise RuleError(f"What was learned cannot be read: {error!r}.", where=str(path),
                        remedy="Restore the file, or run `make train`.") from error  # fmt: skip


def _threshold(table: Mapping[str, Any]) -> Threshold:
    return Threshold(
        float(table["apply_from"]), float(table["flag_from"]), int(table["n"]), int(table["right"])
    )
