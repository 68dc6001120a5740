"""How likely words follow one another, by the pairs that the language model has seen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.ngrams import LanguageModel
from pipeline.correct.ngrams.tables import Ids, Logs


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


@lru_cache(maxsize=4)
def nouns_of(model: LanguageModel) -> NDArray[np.bool_]:
    """By id, whether a word comes oftener after `the` than after `to`: a noun, no verb; shape (ids,)."""
    return np.asarray(followers_of(model, "the") > followers_of(model, "to"))


@lru_cache(maxsize=16)
def followers_of(model: LanguageModel, first: str) -> Logs:
    """By id, log10 of the probability of a word after a lower-case one, as `following`; shape (ids,)."""
    (first_id,), _ = model.words.read([first])
    return _following(model, first_id, np.arange(model.tables.n_words))


@lru_cache(maxsize=16)
def governors_of(model: LanguageModel, follower: str, least: float) -> NDArray[np.bool_]:
    """By id, whether a word is followed by another with at least some probability; shape (ids,).

    Args:
        model: of the language.
        follower: in lower case.
        least: log10 of the probability.
    """
    (follows,), _ = model.words.read([follower])
    return np.asarray(_following(model, np.arange(model.tables.n_words), follows) >= least)


def _following(model: LanguageModel, firsts: Ids, seconds: Ids) -> Logs:
    pairs = model.tables.orders[1]
    places = pairs.index.find(firsts * model.tables.n_words + seconds)
    return np.where(places < 0, np.float32(-np.inf), pairs.probabilities[places])
