"""Of what kinds the characters of a text are, told for all of them at once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Bits = NDArray[np.unsignedinteger]


def codes_of(text: str) -> Codes:
    """The code points of a text, shape (characters,)."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def text_of(codes: Codes) -> str:
    """The text of some code points."""
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


class Kind(NamedTuple):
    """Some characters."""

    bits: int
    """By which they are known; not the highest one."""
    holds: Callable[[str], object]
    """Whether a character is one of them."""


class Kinds:
    """Kinds of characters: what a character is, is found out when it is first met.

    The table has room for every character. Most never come, and cost no memory.
    """

    def __init__(self, kinds: Sequence[Kind], size: type[np.unsignedinteger]) -> None:
        """Begin with nothing told.

        Args:
            kinds: any.
            size: of numbers that have room for their bits and one more.
        """
        self._kinds = kinds
        self._table = np.zeros(sys.maxunicode + 1, size)
        self.told = 1 << 8 * self._table.itemsize - 1
        """The highest bit: every character has it of which is told what it is."""

    def of(self, codes: Codes) -> Bits:
        """The bits of the kinds of each character, shape (characters,), with that of `told`."""
        bits = self._table.take(codes)
        if bits.min(initial=self.told) < self.told:
            for code in np.unique(codes[bits < self.told]).tolist():
                self._table[code] = self._tell(chr(code))
            bits = self._table.take(codes)
        return bits

    def _tell(self, character: str) -> int:
        told = self.told
        for kind in self._kinds:
            if kind.holds(character):
                told |= kind.bits
        return told
