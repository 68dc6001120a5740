"""Which words of a lexicon are one slip away from others, asked for many words at once.

The hash of a word is a polynomial in an odd number modulo 2^64, its letters the coefficients (Karp and Rabin,
"Efficient randomized pattern-matching algorithms", 1987). What a letter more, less or changed makes of it
follows from sums over the beginnings of the word, so that the hashes of all slips of a page's words are a few
operations on arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Numbers = NDArray[np.int64]
Number = TypeVar("Number", np.int64, np.uint64)
_BASE = 0x9E3779B97F4A7C15
_INVERSE = np.uint64(pow(_BASE, -1, 2**64))
_MIXER = np.uint64(0xD6E8FEB86659FD93)
_SHIFT = np.uint64(42)
_FLAGS = 2**22
"""A hundred thousand words set one flag in forty: what is no word is mostly told by one look into 4 MB."""
_EMPTY = 0
"""The hash of no letters, which no lexicon holds."""
_LETTERS = np.arange(1, 27, dtype=np.uint64)
_BEFORE_A = ord("a") - 1


@dataclass(frozen=True, slots=True)
class Spelling:
    """The letters of words, one word behind the other."""

    letters: Hashes
    """From 1 for a to 26 for z; shape (letters,)."""
    owners: Numbers
    """The number of the word that each letter belongs to."""
    starts: Numbers
    """Where each word begins; shape (words,)."""
    ends: Numbers
    """Where it ends."""
    sums: Hashes
    """Of all letters up to each place, counted as in the hash of their word; one place more."""

    def whole(self) -> Hashes:
        """The hash of each word."""
        return self.sums[self.ends] - self.sums[self.starts]

    def less_one(self) -> Hashes:
        """For each letter the hash of its word without it."""
        before = self.sums[:-1] - self.sums[self.starts][self.owners]
        return before + (self.sums[self.ends][self.owners] - self.sums[1:]) * _INVERSE


class Pairs(NamedTuple):
    """Pairs of a word that was asked for and a word of a lexicon, by their numbers; arrays of one shape."""

    asked: NDArray[np.int64]
    found: NDArray[np.int64]


class HashIndex:
    """Finds by their hashes what was put in; what shares a hash is found together."""

    def __init__(self, hashes: Hashes, numbers: NDArray[np.int64]) -> None:
        """Index what has hashes.

        Args:
            hashes: any number of them.
            numbers: what each is found as.
        """
        order = hashes.argsort()
        self._numbers = numbers[order]
        ordered = hashes[order]
        self._starts = np.flatnonzero(is_first(ordered))
        self._hashes = ordered[self._starts]
        self._counts = np.diff(self._starts, append=len(hashes))
        self._is_there = np.zeros(_FLAGS, np.bool_)
        self._is_there[_flags(self._hashes)] = True

    def find(self, wanted: Hashes) -> Pairs:
        """All that have some hashes; in no order, and what is found by two hashes twice.

        Args:
            wanted: shape (words, hashes).
        """
        asked = np.flatnonzero(self._is_there[_flags(wanted)])
        hashes = wanted.ravel()[asked]
        places = np.minimum(self._hashes.searchsorted(hashes), len(self._hashes) - 1)
        hits = np.flatnonzero(self._hashes[places] == hashes)
        asked, places = asked[hits] // wanted.shape[1], places[hits]
        counts = self._counts[places]
        offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        return Pairs(
            np.repeat(asked, counts), self._numbers[np.repeat(self._starts[places], counts) + offsets]
        )


def spelt(words: Sequence[str]) -> Spelling:
    """The letters of words, which are ASCII; what is no letter from a to z has some other number."""
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    ends = np.cumsum(lengths)
    starts = ends - lengths
    letters = (np.frombuffer("".join(words).encode("ascii"), np.uint8) - _BEFORE_A).astype(np.uint64)
    owners = np.repeat(np.arange(len(words)), lengths)
    powers = _powers(lengths.max(initial=1))[np.arange(len(letters)) - starts[owners]]
    sums = np.zeros(len(letters) + 1, np.uint64)
    np.cumsum(letters * powers, out=sums[1:])
    return Spelling(letters, owners, starts, ends, sums)


def is_first(ordered: NDArray[Number]) -> NDArray[np.bool_]:
    """Whether each of some sorted numbers is none that comes before it."""
    return np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]


def _flags(hashes: Hashes) -> NDArray[np.int64]:
    """The upper bits of the product depend on all bits of a hash."""
    return (hashes * _MIXER >> _SHIFT).astype(np.int64)


def letters_of(words: Sequence[str]) -> Hashes:
    """Words of the letters a to z as rows of numbers from 1 to 26, zeros behind: shape (words, longest)."""
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    rows = np.zeros((len(words), lengths.max(initial=0)), np.uint64)
    letters = np.frombuffer("".join(words).encode("ascii"), np.uint8) - _BEFORE_A
    rows[np.arange(rows.shape[1]) < lengths[:, None]] = letters
    return rows


def slips_of(rows: Hashes) -> Hashes:
    """The hashes of all words at Damerau-Levenshtein distance one, and of some that are not; not their own.

    Args:
        rows: see `letters_of`.
    """
    count, longest = rows.shape
    powers, sums = _powers(longest + 1), np.zeros((count, longest + 1), np.uint64)
    np.cumsum(rows * powers[:-1], axis=1, out=sums[:, 1:])
    whole, put = sums[:, -1:], powers[:, None] * _LETTERS
    swapped = whole + (rows[:, 1:] - rows[:, :-1]) * (powers[:-2] - powers[1:-1])
    changed = (whole - rows * powers[:-1])[:, :, None] + put[:-1]
    more = (sums + (whole - sums) * np.uint64(_BASE))[:, :, None] + put
    less = sums[:, :-1] + (whole - sums[:, 1:]) * _INVERSE
    slips = np.hstack((less, swapped, changed.reshape(count, -1), more.reshape(count, -1)))
    slips[slips == whole] = _EMPTY
    return slips


def _powers(count: int) -> Hashes:
    """What the letter at each place counts for."""
    return np.cumprod(np.array([1, *[_BASE] * (count - 1)], np.uint64), dtype=np.uint64)
