"""The lines of a page as words and counts of characters, read once and for all lines together.

The page is one array of code points; a table gives each character's kinds, and sums over the stretches of the
array give each line's counts. Nothing is looked at line by line, and of the words only the distinct ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]
Number = TypeVar("Number", np.int64, np.float64)
Value = TypeVar("Value", bound=Hashable)

_PLANE = 0x10000
"""Characters beyond the basic plane part words."""
_SPACE = np.uint32(32)
_LINE_FEED = np.uint32(10)
_LATIN_END = 0x24F
_KINDS = ("word", "digit", "upper", "comma", "stop", "mark", "foreign")
"""Kinds of characters; each is one bit."""
_COMMAS = ",，、،"
_STOPS = ".!?。！？…"
BITS = {name: bit for bit, name in enumerate(_KINDS)}
_LONGEST = 20_000
"""No more characters of a line are looked at."""
_MOST_LINES = 4000
_MOST_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Reading:
    """Some lines of a page, read together."""

    vocabulary: Mapping[str, int]
    """The distinct words, lower-cased, in order of first use, each with its place in that order; a word is a
    run of letters, digits and `_`."""
    ids: Places
    """Of every word in order, its place in the vocabulary."""
    bounds: Places
    """Line `i` has the words `bounds[i]` to `bounds[i + 1]`."""
    folded: tuple[str, ...]
    """Each line's words, lower-cased, with nothing between them."""
    lengths: Places
    """Characters of each line."""
    counts: Mapping[str, Places]
    """Characters of each kind but `word`, `words`, and `capitals`: words with a capital in front."""
    first: NDArray[np.uint8]
    """Kinds of each line's first character."""
    last: NDArray[np.uint8]
    """Kinds of its last one."""
    last_codes: NDArray[np.uint32]
    """The code point of that."""

    def per_line(self, values: NDArray[Number]) -> NDArray[Number]:
        """Sums over each line of one value (or one row of values) an entry of the vocabulary."""
        nothing = np.zeros((1, *values.shape[1:]), values.dtype)
        ended = np.concatenate([values.take(self.ids, axis=0), nothing])
        sums = np.add.reduceat(ended, self.bounds[:-1], axis=0)
        sums[self.counts["words"] == 0] = 0  # where `reduceat` gives the next line's first value
        return np.asarray(sums)

    def flags(self, words: Set[str]) -> NDArray[np.bool_]:
        """Of each entry of the vocabulary, whether it is one of the words."""
        return self.flags_at([self.vocabulary[word] for word in words & self.vocabulary.keys()])

    def flags_at(self, places: Sequence[int]) -> NDArray[np.bool_]:
        """Of each entry of the vocabulary, whether its place is one of these."""
        flags = np.zeros(len(self.vocabulary), bool)
        flags[places] = True
        return flags

    def lines_with(self, words: Set[str]) -> list[int]:
        """Which lines hold one of the words, ascending."""
        return list(dict.fromkeys(self.uses(self.flags(words))[1].tolist()))

    def uses(self, is_wanted: NDArray[np.bool_]) -> tuple[Places, Places]:
        """Every use of some entries of the vocabulary, in order: which entry it is, and in which line.

        Args:
            is_wanted: one flag an entry.
        """
        at = np.flatnonzero(is_wanted[self.ids])
        return self.ids[at], np.searchsorted(self.bounds, at, side="right") - 1


def read(lines: Sequence[str]) -> Reading:
    """Read lines.

    Args:
        lines: the text of each block; at least one, none empty.
    """
    lines = [line if len(line) <= _LONGEST else line[:_LONGEST] for line in lines]
    text = "\n".join(lines)
    lengths = np.fromiter(map(len, lines), np.int64, len(lines))
    ends = np.cumsum(lengths + 1) - 1
    starts = ends - lengths
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _table().take(codes, mode="clip")
    counts = _counts(kinds, starts)
    spelled = (codes - _SPACE) * (kinds & 1) + _SPACE  # a space for all that is no word; quicker than `where`
    spelled[ends[:-1]] = _LINE_FEED
    wording = spelled.tobytes().decode("utf-32-le", "surrogatepass").lower()
    vocabulary, ids = numbered(wording.split())
    return Reading(
        vocabulary=vocabulary,
        ids=ids,
        bounds=np.concatenate(([0], np.cumsum(counts["words"]))),
        folded=tuple(wording.replace(" ", "").split("\n")),
        lengths=lengths,
        counts=counts,
        first=kinds[starts],
        last=kinds[ends - 1],
        last_codes=codes[ends - 1],
    )


def numbered(values: Sequence[Value]) -> tuple[Mapping[Value, int], Places]:
    """The distinct values with their places in the order of first use, and the place of each value."""
    places: defaultdict[Value, int] = defaultdict()
    places.default_factory = places.__len__  # what is asked for first gets the next number
    numbers = np.fromiter(map(places.__getitem__, values), np.int64, len(values))
    places.default_factory = None
    return places, numbers


def parts(lengths: Sequence[int]) -> list[tuple[int, int]]:
    """Half-open ranges of lines, of about equal size: few enough lines and characters to look at together.

    Args:
        lengths: characters of each line.
    """
    count = len(lengths)
    if not count:
        return []
    number = min(count, max(-(-count // _MOST_LINES), -(-sum(lengths) // _MOST_CHARACTERS)))
    return list(pairwise(count * part // number for part in range(number + 1)))


def _counts(kinds: NDArray[np.uint8], starts: Places) -> dict[str, Places]:
    """See `Reading.counts`; the line feed between two lines is of no kind."""
    opens = kinds & 1
    opens[1:] &= ~kinds[:-1]
    flags = {name: (kinds >> bit) & 1 for name, bit in BITS.items() if name != "word"}
    flags |= {"words": opens, "capitals": opens & flags["upper"]}
    return {name: np.add.reduceat(flag, starts, dtype=np.int64) for name, flag in flags.items()}


@cache
def _table() -> NDArray[np.uint8]:
    """Kinds of each character of the basic plane; the last entry is for all others."""
    codes = np.arange(_PLANE, dtype=np.uint32)
    characters = codes.view("<U1")
    is_alphanumeric, is_letter = np.char.isalnum(characters), np.char.isalpha(characters)
    kinds = {
        "word": is_alphanumeric | (characters == "_"),
        "digit": np.char.isdigit(characters),
        "upper": np.char.isupper(characters),
        "comma": np.isin(characters, list(_COMMAS)),
        "stop": np.isin(characters, list(_STOPS)),
        "mark": ~is_alphanumeric & ~np.char.isspace(characters),
        "foreign": is_letter & (codes > _LATIN_END),
    }
    table = np.zeros(_PLANE + 1, np.uint8)
    for name, bit in BITS.items():
        table[:_PLANE] |= kinds[name].view(np.uint8) << np.uint8(bit)
    return table
