"""What may stand at the places of a document instead of the words there: for each place the best few."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.language import Language
from pipeline.correct.ngrams import Replaced
from pipeline.correct.ngrams.tables import Ids
from pipeline.correct.scene import Scene
from pipeline.correct.wording.choices import choices_of, collocates_of, joined, measured
from pipeline.correct.wording.meant import meant_by
from pipeline.correct.wording.places import Place

_ROUGH_LEAST = -1.5
"""Options are looked at closely where their gain, less their handicap, is more."""
_ROUNDING = 1e-9
_CLOSE = 6
"""Options of a word that are looked at closely."""


class Offers(NamedTuple):
    """What may stand at some places; arrays of the shape (offers,)."""

    places: Ids
    """Numbers of the places."""
    numbers: Ids
    """Of the words that may be meant, among `Neighbours.all`."""
    distances: Ids
    commonness: NDArray[np.float64]
    """See `Choices`."""
    gains: NDArray[np.float64]
    """log10 of how much likelier the text is with each."""

    def chosen(self, which: NDArray[np.integer] | NDArray[np.bool_]) -> Offers:
        """Some of them."""
        return Offers._make([column[which] for column in self])


def closest(scene: Scene, language: Language, places: Sequence[Place]) -> Offers:
    """The best few offers for each place, by place and rank."""
    words, tokens = [place.word for place in places], scene.reading.tokens
    its = choices_of([(place.word, place.is_known) for place in places], language)
    chosen = np.repeat(np.arange(len(places)), [len(choices.numbers) for choices in its])
    choices = joined(its)
    spots = np.array([place.place for place in places])
    beside = tokens[spots - 1], tokens[spots + 1]
    more, others = collocates_of(words, beside, chosen, choices, language)
    far = len(chosen)
    chosen, choices = np.concatenate((chosen, more)), joined((choices, others))
    meant = meant_by(language).read(choices.numbers)
    replaced = Replaced(spots[chosen], spots[chosen] + 1, meant.ids, meant.shares)
    least = choices.handicap + (_ROUGH_LEAST - _ROUNDING)
    gains = language.model.word_gains(scene.reading, replaced, least)
    (kept,) = np.isfinite(gains).nonzero()
    chosen, choices, gains = chosen[kept], choices.chosen(kept), gains[kept]
    far = int(kept.searchsorted(far))
    are_near, others = measured(words, chosen[far:], choices.chosen(slice(far, None)), language)
    choices = joined((choices.chosen(slice(far)), others))
    rough = gains - choices.handicap
    is_fair = rough > _ROUGH_LEAST
    is_fair[far:] &= are_near
    order = np.flatnonzero(is_fair)
    order = order[np.lexsort((-rough[order], chosen[order]))]
    ranks = np.arange(len(order)) - chosen[order].searchsorted(chosen[order])
    every = Offers(chosen, choices.numbers, choices.distances, choices.commonness, gains)
    return every.chosen(order[ranks < _CLOSE])
