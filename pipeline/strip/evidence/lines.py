"""How the lines of a page read: counts of their characters and words, for all lines at once.

The page is one array of code points; a table gives each character's classes, and running sums over the
array give each line's counts. Nothing is looked at line by line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, repeat

import numpy as np
from numpy.typing import NDArray

from pipeline.strip.evidence.lexicon import Lexicon

Column = NDArray[np.float32]
"""One number a line."""
Places = NDArray[np.int64]

WORD = re.compile(r"\w+")
_PLANE = 0x10000
"""Characters beyond the basic plane part words."""
_SPACE = np.uint32(32)
_LATIN_END = 0x24F
_CLASSES: Mapping[str, Callable[[str], bool]] = {
    "word": lambda c: WORD.match(c) is not None,
    "digit": str.isdigit,
    "upper": str.isupper,
    "comma": lambda c: c in ",，、،",
    "stop": lambda c: c in ".!?。！？…",
    "mark": lambda c: not c.isalnum() and not c.isspace(),
    "foreign": lambda c: c.isalpha() and ord(c) > _LATIN_END,
}
"""Kinds of characters; each is one bit."""
_BITS = {name: bit for bit, name in enumerate(_CLASSES)}
_MOST = 20
_LONGEST = 20_000
"""No more characters of a line are looked at."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The lines of a page as words."""

    words: list[str]
    """All words of the page, lower-cased, in order."""
    bounds: Places
    """Line `i` has the words `bounds[i]` to `bounds[i + 1]`."""

    @property
    def counts(self) -> Places:
        """Words of each line."""
        return np.diff(self.bounds)

    def per_line(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Sums over each line of one value (or one row of values) a word."""
        ended = np.concatenate([values, np.zeros((1, *values.shape[1:]))])
        sums = np.add.reduceat(ended, self.bounds[:-1], axis=0)
        sums[self.counts == 0] = 0  # where `reduceat` gives the next line's first value
        return np.asarray(sums)

    def joined(self) -> list[str]:
        """Each line's words without anything between them."""
        bounds = self.bounds.tolist()
        return ["".join(self.words[start:end]) for start, end in pairwise(bounds)]


def read_lines(lines: Sequence[str], lexicon: Lexicon) -> tuple[Wording, dict[str, Column]]:
    """The words of the lines, and the columns that need nothing but the lines' text.

    Args:
        lines: the text of each block; at least one, none empty.
        lexicon: what training learnt about words.
    """
    lines = [line[:_LONGEST] for line in lines]
    text = "\n".join(lines)
    lengths = np.fromiter(map(len, lines), np.int64, len(lines))
    ends = np.cumsum(lengths + 1) - 1
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    classes = _table()[np.minimum(codes, _PLANE)]
    counts = _counts(classes, ends - lengths)
    wording = _wording(np.where(classes & 1, codes, _SPACE), counts["words"])
    of_words = wording.per_line(lexicon.of_words(wording.words)).T
    words, characters = np.maximum(counts["words"], 1), np.maximum(lengths, 1)
    first, last = classes[ends - lengths], classes[ends - 1]
    function, known, odds, short_odds, date, address, health = of_words
    columns = {
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
        "opens_with": first & 7,  # word, digit, upper case
        "ends_sentence": (last >> _BITS["stop"]) & 1,
        "last_character": np.minimum(codes[ends - 1], 127),
        "function_words": function / words,
        "known_words": known / words,
        "odds": odds,
        "odds_mean": odds / words,
        "short_odds_mean": short_odds / words,
        "health_words": health / words,
        "dates": np.minimum(date, _MOST),
        "addresses": np.minimum(address, _MOST),
        "copies": _copies(lines),
    }
    return wording, {name: np.asarray(column, np.float32) for name, column in columns.items()}


def marked(words: Sequence[str], among: Iterable[str]) -> NDArray[np.float64]:
    """1 for each of the words that is among the others, else 0."""
    members = dict.fromkeys(among, 1.0)
    return np.fromiter(map(members.get, words, repeat(0.0)), np.float64, len(words))


def _copies(lines: Sequence[str]) -> Places:
    """How often each line stands on the page, at most 5 times counted."""
    seen = Counter(lines)
    return np.minimum(np.fromiter(map(seen.__getitem__, lines), np.int64, len(lines)), 5)


def _counts(classes: NDArray[np.uint8], starts: Places) -> dict[str, Places]:
    """For each line, its characters of each kind, its words and those with a capital in front.

    The line feed between two lines is of no kind.
    """
    opens = classes & 1
    opens[1:] &= ~classes[:-1]
    flags = {name: (classes >> bit) & 1 for name, bit in _BITS.items() if name != "word"}
    flags |= {"words": opens, "capitals": opens & flags["upper"]}
    return {name: np.add.reduceat(flag, starts, dtype=np.int64) for name, flag in flags.items()}


def _wording(codes: NDArray[np.uint32], counts: Places) -> Wording:
    """The words of a text in which spaces stand for all that is no part of a word."""
    words = codes.tobytes().decode("utf-32-le").lower().split()
    return Wording(words, np.concatenate(([0], np.cumsum(counts))))


@cache
def _table() -> NDArray[np.uint8]:
    """Kinds of each character of the basic plane; the last entry is for all others."""
    characters = [chr(code) for code in range(_PLANE)]
    table = np.zeros(_PLANE + 1, np.uint8)
    for bit, belongs in enumerate(_CLASSES.values()):
        table[:_PLANE] |= np.fromiter(map(belongs, characters), np.uint8, _PLANE) << np.uint8(bit)
    return table
