"""The n-grams of a language model with their probabilities, looked up in bulk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Logs = NDArray[np.float32]
BOUNDARY = 0
"""Id of the token that ends a sentence and begins the next."""
_FEW = 32
"""So many keys are sooner looked up than sorted."""
_BLOCK = 16
_STEPS = (8, 4, 2, 1)
"""The first key of each block of sixteen is found by itself, and the place in the block by halving: these few
keys stay in the cache, where all do not, and the halves of all wanted keys are fetched at once."""
FINENESS = 32
"""Logarithms are multiples of 1/32, so that their sums are exact whatever the order of adding."""


class Index:
    """Finds the places of sorted keys."""

    def __init__(self, keys: Ids) -> None:
        """Take the keys; all are different."""
        self._keys = keys
        self._firsts = keys[::_BLOCK].copy()

    def find(self, wanted: Ids) -> Ids:
        """The place of each wanted key; -1 where it is not there, as no negative one is."""
        found = np.full(len(wanted), -1)
        if not len(self._keys):
            return found
        if len(wanted) <= _FEW:
            return self._looked_up(wanted)
        (asked,) = (wanted >= 0).nonzero()
        # Keys that are neighbours are found in the same part of the memory.
        asked = asked[wanted[asked].argsort()]
        found[asked] = self._looked_up(wanted[asked])
        return found

    def _looked_up(self, wanted: Ids) -> Ids:
        blocks = self._firsts.searchsorted(wanted, "right") - 1
        places = np.maximum(blocks, 0) * _BLOCK
        for step in _STEPS:
            places += step * (self._keys.take(places + step, mode="clip") <= wanted)
        places = np.minimum(places, len(self._keys) - 1)
        return np.where(self._keys[places] == wanted, places, -1)


@dataclass(frozen=True, slots=True)
class Order:
    """All n-grams of one length, sorted by key.

    An n-gram is a shorter n-gram and a word after it. Its key is `place of the shorter one in its order *
    number of words + id of the word`; its own place in `keys` is what a longer one refers to. Without its
    first word it is one of the order before, too.
    """

    keys: Ids
    """Of single words, their ids."""
    probabilities: Logs
    """log10 of the probability of the last word after the others."""
    backoffs: Logs
    """log10 of the factor that goes with shorter contexts, where the n-gram is a context but the n-gram
    longer by the next word is not there. Like the probabilities, none is above 0."""
    index: Index = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", Index(self.keys))


class Seen(NamedTuple):
    """What words are by the n-grams of one length that end with them; arrays of the shape (words,)."""

    places: Ids
    """Of the n-grams in their order, for those that go on from them; -1 where there is none, and at a
    boundary, of which only the boundary itself is known to what comes after it."""
    logs: Logs
    """log10 of the words' probabilities by these and by shorter ones."""


@dataclass(frozen=True, slots=True)
class Tables:
    """A back-off n-gram model (Katz 1987) over word ids; the smoothing is for its maker to choose."""

    orders: tuple[Order, ...]
    """Single words first."""

    @property
    def n_words(self) -> int:
        """Words of the vocabulary."""
        return len(self.orders[0].keys)

    @property
    def reach(self) -> int:
        """How many words before a word tell on its probability."""
        return len(self.orders) - 1

    def log_probabilities(self, tokens: Ids) -> Logs:
        """log10 of the probability of each token after those before it, no farther back than a boundary.

        Args:
            tokens: word ids, shape (tokens,); before the first one nothing is known.
        """
        return self.read(tokens)[-1].logs

    def read(self, tokens: Ids) -> list[Seen]:
        """What the tokens are by the n-grams of each length; the logarithms of the last tell all."""
        seen = [self.alone(tokens)]
        for _ in range(self.reach):
            contexts = np.concatenate((np.array([-1]), seen[-1].places[:-1]))
            seen.append(self._longer(len(seen), contexts, tokens, seen[-1]))
        return seen

    def alone(self, words: Ids) -> Seen:
        """What words are by themselves."""
        return Seen(words, self.orders[0].probabilities[words])

    def after(self, contexts: Sequence[Ids], words: Ids, seen: Seen) -> list[Seen]:
        """What words are by longer and longer n-grams; the logarithms of the last tell all.

        Args:
            contexts: `Seen.places` of the words before: by n-grams as long as those of `seen`, and by each
                longer one that any word hangs on.
            words: their ids, shape (words,).
            seen: what the words are by shorter n-grams, with which the answer begins.
        """
        found = [seen]
        for length, its in enumerate(contexts, len(self.orders) - len(contexts)):
            found.append(self._longer(length, its, words, found[-1]))
        return found

    def _longer(self, length: int, contexts: Ids, words: Ids, seen: Seen) -> Seen:
        """What words are by n-grams longer by a word.

        Args:
            length: of the n-grams that they were seen by.
            contexts: `Seen.places` of the words before by n-grams of this length.
            words: their ids, shape (words,).
            seen: what the words are by n-grams of this length.
        """
        shorter, order = self.orders[length - 1 : length + 1]
        is_end = words == BOUNDARY
        is_asked = (contexts >= 0) & (is_end | (seen.places >= 0))
        places = order.index.find(np.where(is_asked, contexts * self.n_words + words, -1))
        logs = seen.logs + np.where(contexts < 0, np.float32(0), shorter.backoffs[contexts])
        logs = np.where(places < 0, logs, order.probabilities[places])
        return Seen(np.where(is_end, -1, places), logs)
