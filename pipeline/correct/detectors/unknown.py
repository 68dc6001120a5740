"""Whether words are prose at all, and unknown ones no new words."""

from __future__ import annotations

import numpy as np

from pipeline.correct.characters import Kind, Kinds
from pipeline.correct.language import Language
from pipeline.correct.text import Text
from pipeline.correct.tokens import CAPITAL, Flags, Numbers

PREFIXES = (
    "non", "re", "un", "pre", "post", "anti", "sub", "over", "under", "inter", "intra", "co", "de", "dis",
    "micro", "macro", "multi", "neuro", "hyper", "hypo", "super",
)  # fmt: skip
"""Living prefixes: they make new words freely."""
_BEFORE, _BEHIND, _POINT, _WORDY = (1 << bit for bit in range(4))
_SIGNS = Kinds((
    Kind(_BEFORE, "./@_\\#=&?)-".__contains__),
    Kind(_BEHIND, "/@_\\#=&-".__contains__),
    Kind(_POINT, ".".__contains__),
    Kind(_WORDY, lambda its: its.isalnum() or its == "_"),
), np.uint8)  # fmt: skip
"""What stands before and behind the parts of addresses; a point does where a word follows."""


def are_prose(text: Text, numbers: Numbers) -> Flags:
    """Of words whether they are no names (capital inside the sentence), nor parts of addresses or compounds.

    Args:
        text: any.
        numbers: of the words, counted through the text.
    """
    tokens = text.source.tokens
    starts, ends = tokens.starts[numbers], tokens.ends[numbers]
    are_inside = text.firsts[text.sentence_numbers[numbers]] != numbers
    before, behind, next_but_one = (_SIGNS.of(tokens.codes[its]) for its in (starts - 1, ends, ends + 1))
    signs = before & _BEFORE | behind & _BEHIND | (behind & _POINT > 0) * (next_but_one & _WORDY)
    are_names = are_inside & (tokens.kinds[starts] & CAPITAL > 0)
    apart: Flags = ~are_names & (signs == 0)
    return apart


def is_built(word: str, language: Language) -> bool:
    """Whether a lower-case word is a known one with a living prefix: nontender, reaspiration."""
    return any(word.startswith(prefix) and language.knows(word[len(prefix) :]) for prefix in PREFIXES)
