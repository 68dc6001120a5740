"""Measured figures by name, kept in `.build/quality.json` for the floors to be held against."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import ArgumentError

PATH = Path(".build/quality.json")


def write_figures(figures: Mapping[str, float], path: Path = PATH) -> None:
    """Write the figures sorted by name; the folder is made if it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def read_figures(path: Path = PATH) -> dict[str, float]:
    """What the last measurement wrote.

    Raises:
        ArgumentError: the file is missing or broken, or a figure is no finite number. Names file and figure.
    """
    remedy = "Measure: make bench SHARED=<data folder>."
    try:
        figures = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ArgumentError(f"The measured figures cannot be read: {error}.", where=str(path),
                            remedy=remedy) from error  # fmt: skip
    if not isinstance(figures, dict):
        raise ArgumentError("The file holds no figures by name.", where=str(path), remedy=remedy)
    for name, value in figures.items():
        if not is_number(value):
            raise ArgumentError(f"{value!r} is no finite number.", where=f"{path}, {name}", remedy=remedy)
    return {name: float(value) for name, value in figures.items()}


def is_number(value: object) -> bool:
    """Whether a value read from a file is a finite number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
