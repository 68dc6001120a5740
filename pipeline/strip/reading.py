"""The lines of a page as words and counts of characters, read once and for all lines together.

The page is one array of code points; a table gives each character's kinds, and sums over the stretches of the
array give each line's counts. Nothing is looked at line by line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from pipeline.strip.words import Places, WordNumbers

Number = TypeVar("Number", np.bool_, np.int64, np.float64)

_PLANE = 0x10000
"""Characters beyond the basic plane part words."""
_SPACE = np.uint32(32)
_LINE_FEED = np.uint32(10)
_LATIN_END = 0x24F
_KINDS = ("word", "digit", "upper", "comma", "stop", "mark", "foreign")
"""Kinds of characters; each is one bit."""
_COUNTED = ("words", *_KINDS[1:], "capitals")
"""What is counted: characters by kind, words by their first character; each is one bit too."""
_COMMAS = ",，、،"
_STOPS = ".!?。！？…"
BITS = {name: bit for bit, name in enumerate(_KINDS)}
_LONGEST = 20_000
"""No more characters of a line are looked at; a count takes 16 bits."""
_MOST_LINES = 4000
_MOST_CHARACTERS = 1_000_000
_NUMBERS = WordNumbers()


@dataclass(frozen=True, slots=True)
class Reading:
    """Some lines of a page, read together."""

    vocabulary: dict[str, int]
    """All words met so far, on this page or another, lower-cased, each with its number; a word is a run of
    letters, digits and `_`."""
    ids: Places
    """Of every word of the lines in order, its number."""
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
        """Sums over each line of one value (or one row of values) a word."""
        nothing = np.zeros((1, *values.shape[1:]), values.dtype)
        sums = np.add.reduceat(np.concatenate([values, nothing]), self.bounds[:-1], axis=0)
        sums[self.counts["words"] == 0] = 0  # where `reduceat` gives the next line's first value
        return np.asarray(sums)

    def is_among(self, words: Set[str]) -> NDArray[np.bool_]:
        """Of every word of the lines in order, whether it is one of these words."""
        flags = np.zeros(len(self.vocabulary), bool)
        flags[[self.vocabulary[word] for word in words & self.vocabulary.keys()]] = True
        return flags.take(self.ids)

    def lines_with(self, words: Set[str]) -> list[int]:
        """Which lines hold one of the words, ascending."""
        return list(dict.fromkeys(self.lines_at(np.flatnonzero(self.is_among(words))).tolist()))

    def lines_at(self, places: Places) -> Places:
        """In which line each of some words stands.

        Args:
            places: of the words among all of the lines.
        """
        return np.searchsorted(self.bounds, places, side="right") - 1


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
    codes, kinds = _characters(text)
    counts = _counts(kinds, starts)
    spelled = _spelled(codes, kinds)
    spelled[ends[:-1]] = _LINE_FEED
    wording = spelled.tobytes().decode("utf-32-le", "surrogatepass").lower()
    vocabulary, ids = _NUMBERS.of(wording.split())
    return Reading(
        vocabulary=vocabulary,
        ids=ids,
        bounds=np.concatenate(([0], np.cumsum(counts["words"]))),
        folded=tuple(_without_spaces(wording).split("\n")),
        lengths=lengths,
        counts=counts,
        first=kinds[starts],
        last=kinds[ends - 1],
        last_codes=codes[ends - 1],
    )


def word_places(text: str) -> tuple[NDArray[np.uint32], Places, Places]:
    """The code points of a text, and where in it its words start and end."""
    codes, kinds = _characters(text)
    is_word = np.zeros(len(kinds) + 2, np.uint8)
    np.bitwise_and(kinds, 1, out=is_word[1:-1])
    edges = np.flatnonzero(is_word[1:] != is_word[:-1])
    return codes, edges[::2], edges[1::2]


def _characters(text: str) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """The code points of a text, and their kinds."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return codes, _table().take(codes, mode="clip")


def _spelled(codes: NDArray[np.uint32], kinds: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """The code points of words, and those of spaces for all others; quicker than `where`."""
    return (codes - _SPACE) * (kinds & 1) + _SPACE


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


def _without_spaces(text: str) -> str:
    # Bytes lose single characters in half the time that a text takes.
    return text.encode("utf-8", "surrogatepass").translate(None, b" ").decode("utf-8", "surrogatepass")


def _counts(kinds: NDArray[np.uint8], starts: Places) -> dict[str, Places]:
    """See `Reading.counts`; the line feed between two lines is of no kind."""
    opens = kinds & 1
    opens[1:] &= ~kinds[:-1]
    capitals = (kinds >> BITS["upper"]) & opens
    counted = (kinds & ~np.uint8(1)) | opens | (capitals << _COUNTED.index("capitals"))
    sums = np.add.reduceat(_spread().take(counted, axis=0), starts, axis=0)
    return dict(zip(_COUNTED, sums.view("<u2").T.astype(np.int64), strict=True))


@cache
def _spread() -> NDArray[np.uint64]:
    """For each byte its eight bits as counts of 16 bits each, so that one sum counts four of them."""
    bits = np.arange(256, dtype=np.uint8)[:, None] >> np.arange(len(_COUNTED), dtype=np.uint8) & 1
    return bits.astype("<u2").view("<u8")


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
