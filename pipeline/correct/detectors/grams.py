"""Which of many short texts a long one may hold, told for all of them at once.

The runs of two and of four bytes of the long text set flags by their hashes; a text of which a run has no
flag does not stand there (the filter of Bloom, "Space/time trade-offs in hash coding", 1970).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_SIZES = (2, 4)
"""Bytes of the runs, as UTF-8 has them: numpy reads them as numbers. A text is looked for by the longest runs
that it has, for the longer, the fewer texts have all of theirs by chance."""
_FACTOR = np.uint32(0x9E3779B1)
_SHIFT = np.uint32(15)
_FLAGS = 2**17


class Needles:
    """Some texts, none of them empty, that are looked for again and again."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Hash all runs of the texts."""
        self.texts = texts
        runs = [_longest_runs(text.encode("utf-8", "surrogatepass")) for text in texts]
        self._runs = np.concatenate([np.zeros(0, np.int64), *runs])
        self._texts = np.repeat(np.arange(len(texts)), list(map(len, runs)))

    def may_be_in(self, text: str) -> list[str]:
        """Those that the text may hold, in order; all that it holds are among them."""
        flags, are_there = np.zeros(len(_SIZES) * _FLAGS, np.bool_), np.ones(len(self.texts), np.bool_)
        coded = text.encode("utf-8", "surrogatepass")
        for size in _SIZES:
            flags[_runs(coded, size)] = True
        are_there[self._texts[~flags[self._runs]]] = False
        return [self.texts[place] for place in np.flatnonzero(are_there).tolist()]


def _longest_runs(coded: bytes) -> NDArray[np.int64]:
    size = max((size for size in _SIZES if size <= len(coded)), default=_SIZES[0])
    return _runs(coded, size)


def _runs(coded: bytes, size: int) -> NDArray[np.int64]:
    """Where the flags of all runs of a size are, in no order; none where the text is shorter."""
    starts = range(min(size, max(len(coded) - size + 1, 0)))
    rows = [np.frombuffer(coded, f"<u{size}", (len(coded) - start) // size, start) for start in starts]
    codes = np.concatenate([np.zeros(0, np.uint32), *rows], dtype=np.uint32)
    return (codes * _FACTOR >> _SHIFT).astype(np.int64) + _SIZES.index(size) * _FLAGS
