"""How likely words follow one another, by the pairs that the language model has seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from pipeline.correct.ngrams import LanguageModel
from pipeline.correct.ngrams.tables import Logs, find


def following(model: LanguageModel, firsts: Sequence[str], seconds: Sequence[str]) -> Logs:
    """log10 of the probability of each second word after the first; minus infinity where it was not seen.

    Args:
        model: of the language.
        firsts: lower-case words.
        seconds: lower-case words, as many; or one, for all.

    Returns:
        Shape (firsts,).
    """
    before, _ = model.words.read(firsts)
    after, _ = model.words.read(seconds)
    pairs = model.tables.orders[1]
    places = find(pairs.keys, before * model.tables.n_words + after)
    return np.where(places < 0, np.float32(-np.inf), pairs.probabilities[places])


def nouns_of(model: LanguageModel, words: Iterable[str]) -> frozenset[str]:
    """Those of some lower-case words that come oftener after `the` than after `to`: nouns, not verbs."""
    asked = sorted(words)
    after_the = following(model, ["the"] * len(asked), asked)
    after_to = following(model, ["to"] * len(asked), asked)
    return frozenset(word for word, is_noun in zip(asked, after_the > after_to, strict=True) if is_noun)
