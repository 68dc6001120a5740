"""How the lines of a page read, as columns: kinds of characters, and what is known of their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from pipeline.strip.evidence.lexicon import Lexicon
from pipeline.strip.evidence.table import Column
from pipeline.strip.reading import BITS, Reading
from pipeline.strip.words import Places

_MOST = 20
_OF_LINES = 3
"""So many of a word's values are summed for each line; the others for the page."""


def line_columns(lines: Sequence[str], reading: Reading, lexicon: Lexicon) -> dict[str, Column]:
    """The columns that need nothing but the lines' text.

    Args:
        lines: the text of each block.
        reading: of these lines.
        lexicon: what training learnt about words.
    """
    lengths, counts = reading.lengths, reading.counts
    words, characters = np.maximum(counts["words"], 1), np.maximum(lengths, 1)
    values = lexicon.of_words(reading.vocabulary, reading.ids)
    function, odds, short_odds = reading.per_line(values[:, :_OF_LINES]).T
    known, health = values[:, _OF_LINES:].sum(axis=0) / max(len(values), 1)
    return {
        "characters": np.log1p(lengths),
        "words": np.log1p(counts["words"]),
        "word_length": lengths / words,
        "capital_share": counts["capitals"] / words,
        "digit_share": counts["digit"] / characters,
        "upper_share": counts["upper"] / characters,
        "foreign_share": counts["foreign"] / characters,
        "commas": np.minimum(counts["comma"], _MOST),
        "full_stops": np.minimum(counts["stop"], _MOST),
        "marks": counts["mark"] / words,
        "opens_with": reading.first & 7,  # word, digit, upper case
        "ends_sentence": (reading.last >> BITS["stop"]) & 1,
        "last_character": np.minimum(reading.last_codes, 127),
        "function_words": function / words,
        "odds": odds,
        "odds_mean": odds / words,
        "short_odds_mean": short_odds / words,
        "page_known": np.full(len(words), known),
        "page_health": np.full(len(words), health),
        "copies": _copies(lines),
    }


def _copies(lines: Sequence[str]) -> Places:
    """How often each line stands on the page, at most 5 times counted."""
    seen = Counter(lines)
    return np.minimum(np.fromiter(map(seen.__getitem__, lines), np.int64, len(lines)), 5)
