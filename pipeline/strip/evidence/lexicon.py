"""What training learnt about words and about names in the markup: how much they speak for main content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from pipeline.strip.evidence.names import ElementNames
from pipeline.strip.words import ByWord, Places

WORD_VALUES = ("function", "odds", "short_odds", "known", "health")
"""Of a word: 1 for a function word, log-odds in all lines and in short ones, 1 for every known word, 1 for
words of conditions, symptoms and treatments."""

PART_MARK = "/"
"""Stands in an artefact before a part of a name, to tell it from the name."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Log-odds of main content against boilerplate (natural logarithm, smoothed, cut off)."""

    words: Mapping[str, int]
    """Row of `table` by lower-cased word."""
    table: NDArray[np.float64]
    """Shape (words + 1, values of a word); row 0 is for unknown words."""
    names: ElementNames = field(compare=False, repr=False)
    _rows: ByWord = field(default_factory=ByWord, init=False, compare=False, repr=False)

    def of_words(self, vocabulary: dict[str, int], ids: Places) -> NDArray[np.float64]:
        """Shape (words, values of a word).

        Args:
            vocabulary: see `Reading.vocabulary`.
            ids: the words, as numbers in it.
        """
        return self.table.take(self._rows.of(vocabulary, self._rows_of).take(ids), axis=0)

    def _rows_of(self, words: Sequence[str]) -> Places:
        return np.fromiter(map(self.words.get, words, repeat(0)), np.int64, len(words))
