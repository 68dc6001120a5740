"""Words far apart in spelling that are taken for one another where only one of them belongs.

"The thread gland" stands for the thyroid gland: too far for a slip of the hand, but dictation and careless
completion keep the first letter and the rough shape of a word. Such words are looked for only among those
that the language model has seen right after the word before, or right before the word after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.ngrams import LanguageModel
from pipeline.correct.ngrams.tables import Ids
from pipeline.correct.ngrams.words import MARKS
from pipeline.correct.wording.neighbours import Neighbours
from pipeline.correct.wording.slips import Pairs, is_first

Flags = NDArray[np.bool_]
Told = TypeVar("Told", np.uint32, np.uint8, np.int8)
_NONE = np.zeros(0, np.int64)

_A = ord("a")
_MOST_PARTNERS = 1_500
"""A word that stands beside more others than this says nothing of them."""
_AT_ONCE = 1_000
"""Places that are looked at together, so that a long page takes no more memory than a short one."""
_LENGTHS, _SHARED = 4, 0.5
"""How much words may differ in length, and what share of their letters they have in common in any order."""


class Partners(NamedTuple):
    """What stands on one side of each word."""

    partners: Ids
    """Of all words, in order of these."""
    firsts: NDArray[np.uint8]
    """The first letters of the partners, in ASCII; 0 for those that are not looked for."""
    starts: Ids
    """Where those of each word begin, and where the last ones end."""

    def of(self, wanted: Ids, firsts: NDArray[np.uint8]) -> tuple[Ids, Ids]:
        """The place in `wanted` and the partner, for each partner of the words there that tell something.

        Args:
            wanted: ids of words.
            firsts: for each of them, with what letter the partners begin: one in twenty does.
        """
        starts = self.starts[wanted]
        counts = self.starts[wanted + 1] - starts
        counts[(counts > _MOST_PARTNERS) | (wanted < len(MARKS))] = 0
        ends = np.cumsum(counts)
        places = np.arange(counts.sum()) + np.repeat(starts - ends + counts, counts)
        (same,) = (self.firsts[places] == np.repeat(firsts, counts)).nonzero()
        return ends.searchsorted(same, "right"), self.partners[places[same]]


@dataclass(frozen=True, slots=True)
class Collocations:
    """The pairs of words that the language model has seen, by either of the two."""

    numbers: Ids = field(repr=False)
    """By id, the number of each word among those that are looked for; -1 for the others."""
    letters: NDArray[np.uint32] = field(repr=False)
    """The letters of each word as bits; none, like the other, for a word that is not looked for."""
    lengths: NDArray[np.int8] = field(repr=False)
    followers: Partners = field(repr=False)
    leaders: Partners = field(repr=False)

    def of(self, words: Sequence[str], befores: Ids, afters: Ids) -> Pairs:
        """What belongs in the places of some words and is spelt roughly like them.

        Args:
            words: in lower case.
            befores: ids of the words before them.
            afters: ids of the words after them.

        Returns:
            Numbers of the places, and of the words that are looked for; by place, each pair once.
        """
        parts = (slice(start, start + _AT_ONCE) for start in range(0, len(words), _AT_ONCE))
        pairs = [self._of(words[part], befores[part], afters[part]) for part in parts]
        asked = [its.asked + number * _AT_ONCE for number, its in enumerate(pairs)]
        return Pairs(np.concatenate((_NONE, *asked)), np.concatenate((_NONE, *(its.found for its in pairs))))

    def least_distances(self, words: Sequence[str], asked: Ids, ids: Ids) -> Ids:
        """How far words are at least from others in letters, by those that one has and the other has not.

        Args:
            words: in lower case.
            asked: of each pair the number of its word.
            ids: of each pair the id of the other word.
        """
        own, letters = _letters(words)[asked], self.letters[ids]
        lengths = np.array([len(word) for word in words], np.int64)[asked]
        lacking = np.maximum(np.bitwise_count(own & ~letters), np.bitwise_count(letters & ~own))
        return np.asarray(np.maximum(np.maximum(lacking, np.abs(self.lengths[ids] - lengths)), 1))

    def _of(self, words: Sequence[str], befores: Ids, afters: Ids) -> Pairs:
        firsts = np.array([ord(word[0]) for word in words], np.uint8)
        pairs = self.followers.of(befores, firsts), self.leaders.of(afters, firsts)
        numbers, found = map(np.concatenate, zip(*pairs, strict=True))
        alike = self._alike(words, numbers, found)
        keys = np.sort(numbers[alike] * len(self.numbers) + found[alike])
        asked, found = np.divmod(keys[is_first(keys)], len(self.numbers))
        return Pairs(asked, self.numbers[found])

    def _alike(self, words: Sequence[str], numbers: Ids, found: Ids) -> Flags:
        """Whether words share most of their letters, and are of like length."""
        own = _letters(words)[numbers]
        lengths = np.array([len(word) for word in words], np.int8)[numbers]
        letters = self.letters[found]
        most = np.maximum(np.bitwise_count(letters), np.bitwise_count(own))
        return np.asarray(
            (np.abs(self.lengths[found] - lengths) <= _LENGTHS)
            & (np.bitwise_count(letters & own) >= _SHARED * most)
        )


def collocations_of(model: LanguageModel, wanted: Neighbours) -> Collocations:
    """The collocations of a language model.

    Args:
        model: knows which words stand side by side.
        wanted: has the words that are looked for.
    """
    ids, size = model.words.ids, len(model.words.ids)
    numbers = np.fromiter(map(wanted.numbers.get, ids, repeat(-1)), np.int64, size)
    numbers[numbers >= len(wanted.words)] = -1
    keys = model.tables.orders[1].keys
    before = keys // size
    after = keys - before * size
    # Numbers of two bytes are sorted by counting, in a sixth of the time.
    order = np.argsort(after.astype(np.min_scalar_type(size)), kind="stable")
    firsts = _gathered(wanted.firsts, numbers)
    return Collocations(
        numbers=numbers,
        letters=_gathered(wanted.letters, numbers),
        lengths=_gathered(wanted.lengths.astype(np.int8), numbers),
        followers=Partners(after, firsts[after], _starts(before, size)),
        leaders=Partners(before[order], firsts[before[order]], _starts(after, size)),
    )


def _gathered(told: NDArray[Told], numbers: Ids) -> NDArray[Told]:
    """What is told of words, by their numbers; 0 for those that have none."""
    return np.append(told, told.dtype.type(0))[numbers]


def _starts(words: Ids, size: int) -> Ids:
    """Where the partners of each word begin, if they stand in order of the words."""
    return np.concatenate((_NONE, (0,), np.cumsum(np.bincount(words, minlength=size))))


def _letters(words: Sequence[str]) -> NDArray[np.uint32]:
    """The letters from a to z that words have, whatever their order and number, as bits; shape (words,)."""
    return np.array(list(map(_bits, words)), np.uint32)


@lru_cache(maxsize=50_000)
def _bits(word: str) -> int:
    return sum(1 << ord(letter) - _A for letter in set(word))
