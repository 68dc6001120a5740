"""What was measured of the correction rules on development data (`precision.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import RuleError
from pipeline.interval import wilson

PRECISION = Path(__file__).with_name("precision.toml")


@dataclass(frozen=True, slots=True)
class Measured:
    """How many of a rule's proposals on development data were right."""

    proposals: int
    right: int

    @property
    def precision(self) -> float:
        """Share of the proposals that were right; 0 where there was none."""
        return self.right / self.proposals if self.proposals else 0.0

    @property
    def belief(self) -> float:
        """Chance that the next proposal is right (Laplace's rule of succession): 0.5 where none was seen."""
        return (self.right + 1) / (self.proposals + 2)

    @property
    def lower_bound(self) -> float:
        """Lower end of the 95 % Wilson score interval (Wilson 1927) of the precision."""
        return wilson(self.right, self.proposals)[0]


def load_precision(path: Path = PRECISION) -> Mapping[str, Measured]:
    """The measured precisions by rule id; an absent file measures nothing.

    Raises:
        RuleError: the file is no TOML, or an entry is no pair of counts.
    """
    if not path.exists():
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return {name: Measured(int(entry["n"]), int(entry["right"])) for name, entry in tables.items()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RuleError(
            f"The measured precisions cannot be read: {error}.",
            where=str(path),
            remedy="Measure again with `make train`, or restore the file.",
        ) from error
