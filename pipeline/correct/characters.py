"""Of what kinds the characters of a text are, told for all of them at once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Bits = NDArray[np.uint16]
_TOLD = 1 << 15


def codes_of(text: str) -> Codes:
    """The code points of a text, shape (characters,)."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def text_of(codes: Codes) -> str:
    """The text of some code points."""
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


class Kinds:
    """Kinds of characters, a bit each: what a character is, is found out when it is first met.

    The table has room for every character. Most never come, and cost no memory.
    """

    def __init__(self, are: Sequence[Callable[[str], object]]) -> None:
        """Begin with nothing told.

        Args:
            are: for each bit, from the lowest on, whether a character is of its kind; 15 at most.
        """
        self._are = are
        self._table = np.zeros(sys.maxunicode + 1, np.uint16)

    def of(self, codes: Codes) -> Bits:
        """The kinds of each character, shape (characters,); the highest bit is always there."""
        bits = self._table.take(codes)
        if bits.min(initial=_TOLD) < _TOLD:
            for code in np.unique(codes[bits < _TOLD]).tolist():
                told = [bool(is_one(chr(code))) << bit for bit, is_one in enumerate(self._are)]
                self._table[code] = _TOLD | sum(told)
            bits = self._table.take(codes)
        return bits
