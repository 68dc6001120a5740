"""Which of many short texts a long one may hold, told for all of them at once.

The runs of a few characters of the long text set flags by their hashes; a text of which a run has no flag
does not stand there (the filter of Bloom, "Space/time trade-offs in hash coding", 1970).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_LONGEST = 4
"""Characters of the runs: the longer, the fewer texts have all of theirs by chance."""
_FACTOR = np.uint32(0x9E3779B1)
_SHIFT = np.uint32(15)
_FLAGS = 2**17


class Needles:
    """Some texts, none of them empty, that are looked for again and again."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Hash all runs of the texts."""
        self.texts = texts
        runs = [_runs(text)[min(len(text), _LONGEST) - 1] for text in texts]
        self._runs = np.concatenate([np.zeros(0, np.int64), *runs])
        self._starts = np.cumsum([0, *map(len, runs)])[:-1]

    def may_be_in(self, text: str) -> list[str]:
        """Those that the text may hold, in order; all that it holds are among them."""
        flags = np.zeros(_FLAGS, np.bool_)
        for hashes in _runs(text):
            flags[hashes] = True
        if not self.texts:
            return []
        found = np.logical_and.reduceat(flags[self._runs], self._starts)
        return [self.texts[place] for place in np.flatnonzero(found).tolist()]


def _runs(text: str) -> list[NDArray[np.int64]]:
    """The hashes of all runs of one, two ... `_LONGEST` characters."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    hashes, found = np.zeros(len(codes) + 1, np.uint32), []
    for size in range(min(_LONGEST, len(codes))):
        hashes = (hashes[:-1] + codes[size:]) * _FACTOR
        found.append((hashes >> _SHIFT).astype(np.int64))
    return found
