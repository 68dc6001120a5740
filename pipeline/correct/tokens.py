r"""Where the words of a text stand: letters with apostrophes between them, or digits with points and commas.

That is `[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,]\d+)*`, told by arrays for the whole text: a page has
thousands of words, and most are never looked at one by one.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.characters import Bits, Codes, Kind, Kinds, codes_of, text_of

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]

LETTER, DIGIT, APOSTROPHE, POINT, STOP, CLOSER, SPACE, BREAK, CAPITAL, BLANK, HYPHEN = (
    1 << bit for bit in range(11)
)
"""Bits of `Tokens.kinds`: what words are made of; what ends sentences: a full stop, what may close a
quotation or a bracket behind it, white space, and what does so by itself; what tells names and compounds."""
_KINDS = Kinds((
    Kind(LETTER, lambda its: its.isalnum() and not its.isdecimal()),
    Kind(DIGIT, str.isdecimal),
    Kind(APOSTROPHE, "'’".__contains__),
    Kind(POINT, ".,".__contains__),
    Kind(STOP, ".?!".__contains__),
    Kind(CLOSER, "\"'”’)]".__contains__),
    Kind(SPACE, str.isspace),
    Kind(BREAK, "\n•|".__contains__),
    Kind(CAPITAL, str.isupper),
    Kind(BLANK, " \xa0".__contains__),
    Kind(HYPHEN, "-".__contains__),
), np.uint16)  # fmt: skip
_PLAIN_APOSTROPHE, _APART = ord("'"), ord("\n")


class Tokens(NamedTuple):
    """The words of a text, in order."""

    codes: Codes
    """Code points of the text, and two line ends more."""
    kinds: Bits
    """Of `codes`."""
    starts: Numbers
    """Places in the text, shape (words,)."""
    ends: Numbers
    lowers: list[str]
    """The words in lower case with plain apostrophes."""
    ended: Flags
    """Of each word whether a sentence ends between the one before, or the beginning of the text, and it."""
    parted: Bits
    """The kinds of the character that parts each word from the one before; 0 where none or several do."""


def tokens_of(text: str) -> Tokens:
    """The words of a text; linear in its length."""
    codes = codes_of(text + "\n\n")
    kinds = _KINDS.of(codes)
    are_letters, are_digits = _joined(kinds, LETTER, APOSTROPHE), _joined(kinds, DIGIT, POINT)
    inside = are_letters | are_digits
    begins = inside.copy()
    begins[1:] &= are_letters[1:] != are_letters[:-1]
    begins[1:] |= inside[1:] & ~inside[:-1]
    (starts,) = begins.nonzero()
    ends = 1 + (inside[:-1] & (begins[1:] | ~inside[1:])).nonzero()[0]
    return Tokens(
        codes=codes,
        kinds=kinds,
        starts=starts,
        ends=ends,
        lowers=_lowers(codes, kinds, inside, starts),
        ended=_ended(kinds, inside, starts),
        parted=_parted(kinds, starts, ends),
    )


def _joined(kinds: Bits, part: int, joint: int) -> Flags:
    """Where characters of a kind are, and those of another between two of them."""
    are_there = (kinds & part).astype(np.bool_)
    joints = (kinds[1:-1] & joint).astype(np.bool_) & are_there[:-2] & are_there[2:]
    are_there[1:-1] |= joints
    return are_there


def _lowers(codes: Codes, kinds: Bits, inside: Flags, starts: Numbers) -> list[str]:
    apart = np.where(inside, codes, _APART)
    apart[inside & (kinds & APOSTROPHE).astype(np.bool_)] = _PLAIN_APOSTROPHE
    touching = starts[1:][inside[starts[1:] - 1]]  # "5mg"
    if len(touching):
        apart = np.insert(apart, touching, _APART)
    return text_of(apart.astype("<u4")).lower().split()


def _ended(kinds: Bits, inside: Flags, starts: Numbers) -> Flags:
    r"""See `Tokens.ended`: by `[.?!]["'”’)\]]*\s|\n|[•|]`."""
    (outside,) = (~inside).nonzero()
    gaps = kinds[outside]
    (stops,), (others,) = (gaps & STOP).nonzero(), (~gaps & CLOSER).nonzero()
    behind = others[others.searchsorted(stops, "right")]
    is_one_gap = outside[behind] - outside[stops] == behind - stops
    stops = stops[(gaps[behind] & SPACE > 0) & is_one_gap]
    places = outside[np.concatenate((stops, (gaps & BREAK).nonzero()[0]))]
    ended = np.zeros(len(starts) + 1, np.bool_)
    ended[starts.searchsorted(places)] = True
    return ended[:-1]


def _parted(kinds: Bits, starts: Numbers, ends: Numbers) -> Bits:
    """See `Tokens.parted`."""
    parted = np.zeros_like(kinds, shape=len(starts))
    parted[1:] = np.where(starts[1:] - ends[:-1] == 1, kinds[ends[:-1]], 0)
    return parted
