"""The n-grams of a language model with their probabilities, looked up in bulk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

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
    number of words + id of the word`; its own place in `keys` is what a longer one refers to.
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
        return self.read(tokens)[0]

    def read(self, tokens: Ids) -> tuple[Logs, tuple[Ids, ...]]:
        """What `log_probabilities` says, and what the tokens are to those after them.

        Returns:
            The logarithms; and for each order but the last the place of the n-gram of this length that ends
            with each token, -1 where there is none.
        """
        places, logs = tokens, self.orders[0].probabilities[tokens]
        contexts = []
        for shorter, order in zip(self.orders, self.orders[1:], strict=False):
            contexts.append(places)
            before = np.concatenate((np.array([-1]), places[:-1]))
            places, logs = self._longer(shorter, order, before, tokens, logs)
            places = np.where(tokens == BOUNDARY, -1, places)
        return logs, tuple(contexts)

    def after(self, contexts: Sequence[Ids], words: Ids) -> tuple[Logs, tuple[Ids, ...]]:
        """log10 of the probability of words after others, and what the words are to those after them.

        Args:
            contexts: what the word before each is to it, see `read`.
            words: their ids, shape (words,).
        """
        places, logs = words, self.orders[0].probabilities[words]
        own = []
        for context, shorter, order in zip(contexts, self.orders, self.orders[1:], strict=False):
            own.append(places)
            places, logs = self._longer(shorter, order, context, words, logs)
            places = np.where(words == BOUNDARY, -1, places)
        return logs, tuple(own)

    def _longer(
        self, shorter: Order, order: Order, contexts: Ids, words: Ids, logs: Logs
    ) -> tuple[Ids, Logs]:
        """The places of the n-grams that end in some words, and what the words' logarithms come to."""
        places = order.index.find(contexts * self.n_words + words)  # negative where nothing is known
        logs = logs + np.where(contexts < 0, np.float32(0), shorter.backoffs[contexts])
        return places, np.where(places < 0, logs, order.probabilities[places])
