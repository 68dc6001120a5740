"""Where short patterns of neighbouring characters stand in a text, told for all of them at once.

Each pattern has a bit. A table has for every character the bits of the patterns that may begin with it,
another those of the patterns that may go on with it, and so on: where one bit is in all of them, its pattern
stands (Baeza-Yates and Gonnet, "A new approach to text searching", 1992).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.characters import Bits, Codes, Kind, Kinds
from pipeline.errors import RuleError

_STEP = re.compile(r"\[(?:\\.|[^\]\\])+\]|\\.|[^\\]", re.DOTALL)
"""One character of a pattern, or a class of them."""

_ANY = r"[\s\S]"
_MOST = 63
"""Patterns: a bit each, and one that says that a character was told."""


class Gates:
    """Some patterns of neighbouring characters; made once."""

    def __init__(self, patterns: Sequence[str]) -> None:
        """Read the patterns.

        Args:
            patterns: regular expressions of characters or classes of them, and nothing else; the first one
                has the lowest bit.

        Raises:
            RuleError: they are more than there are bits.
        """
        if len(patterns) > _MOST:
            raise RuleError(f"There are {len(patterns)} gates, of which {_MOST} can be told at once.",
                            where="correct/rules.toml", remedy="Let rules share a gate.")  # fmt: skip
        steps = [_STEP.findall(pattern) for pattern in patterns]
        self._rows = [_row(steps, place) for place in range(max([2, *map(len, steps)]))]

    def found(self, codes: Codes) -> tuple[NDArray[np.int64], Bits]:
        """Where patterns begin, in order, and the bits of those that do.

        Args:
            codes: of the text, and at least one line end behind it.
        """
        first, second, *others = self._rows
        bits = first.of(codes)[:-1] & second.of(codes)[1:]
        (places,) = (bits > first.told).nonzero()
        bits = bits[places]
        for shift, kinds in enumerate(others, 2):
            bits &= kinds.of(codes.take(places + shift, mode="clip"))
            (left,) = (bits > first.told).nonzero()
            places, bits = places[left], bits[left]
        return places, np.bitwise_xor(bits, first.told)


def _row(steps: Sequence[Sequence[str]], place: int) -> Kinds:
    """Which patterns each character may have at a place; those that are shorter hold any there."""
    bits: defaultdict[str, int] = defaultdict(int)
    for number, its in enumerate(steps):
        bits[its[place] if place < len(its) else _ANY] |= 1 << number
    return Kinds([Kind(its, re.compile(step).match) for step, its in bits.items()], np.uint64)
