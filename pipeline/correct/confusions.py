"""Which words are put for which: the pairs of `confusions.toml`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from pipeline.errors import RuleError
from pipeline.rules import read_array

CONFUSIONS = Path(__file__).with_name("confusions.toml")
_PRIOR = 0.0
"""Of words that are no pair."""


@cache
def load_confusions(path: Path = CONFUSIONS) -> Mapping[str, Mapping[str, float]]:
    """The words that each lower-case word is confused with, and the prior of each.

    Raises:
        RuleError: the file is no TOML, or an entry lacks a part or has one of the wrong kind.
    """
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for entry in read_array(path, "confusion"):
        try:
            for one, other in _with_forms([(one, other) for one, other in entry["pairs"]]):
                found[one][other] = found[other][one] = float(entry["prior"])
        except (KeyError, TypeError, ValueError) as error:
            raise RuleError(f"An entry cannot be read: {error!r}.", where=str(path),
                            remedy="Write `prior`, and `pairs` of two words each.") from error  # fmt: skip
    return found


def confusion_prior(one: str, other: str) -> float:
    """log10 of how much oftener two lower-case words are confused than others; 0 for most."""
    return load_confusions().get(one, {}).get(other, _PRIOR)


def _with_forms(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    yield from pairs
    yield from ((f"{one}s", f"{other}s") for one, other in pairs)
