"""How likely words follow one another, by the pairs that the language model has seen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress

import numpy as np

from pipeline.correct.ngrams import LanguageModel
from pipeline.correct.ngrams.tables import Ids, Logs, find


def following(model: LanguageModel, firsts: Sequence[str], seconds: Sequence[str]) -> Logs:
    """log10 of the probability of each second word after the first; minus infinity where it was not seen.

    Args:
        model: of the language.
        firsts: lower-case words.
        seconds: as many.

    Returns:
        Shape (words,).
    """
    return _following(model, model.words.read(firsts)[0], model.words.read(seconds)[0])


class Followers:
    """What goes with each of some words in the pairs that the model has seen."""

    def __init__(self, model: LanguageModel, words: Sequence[str]) -> None:
        """Look the words up.

        Args:
            model: of the language.
            words: different ones, in lower case.
        """
        self._model = model
        self._words = words
        self._ids, _ = model.words.read(words)

    def nouns(self) -> frozenset[str]:
        """Those that come oftener after `the` than after `to`: nouns, not verbs."""
        (the, to), _ = self._model.words.read(["the", "to"])
        after_the, after_to = (_following(self._model, first, self._ids) for first in (the, to))
        return frozenset(compress(self._words, (after_the > after_to).tolist()))

    def governors(self, follower: str, least: float) -> frozenset[str]:
        """Those that a word follows with at least some probability.

        Args:
            follower: in lower case.
            least: log10 of the probability.
        """
        (follows,), _ = self._model.words.read([follower])
        return frozenset(
            compress(self._words, (_following(self._model, self._ids, follows) >= least).tolist())
        )


def _following(model: LanguageModel, firsts: Ids, seconds: Ids) -> Logs:
    pairs = model.tables.orders[1]
    places = find(pairs.keys, firsts * model.tables.n_words + seconds)
    return np.where(places < 0, np.float32(-np.inf), pairs.probabilities[places])
