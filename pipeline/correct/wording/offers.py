"""What may stand at the places of a document instead of the words there: for each place the best few."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from jellyfish import damerau_levenshtein_distance
from numpy.typing import NDArray

from pipeline.correct.language import Language
from pipeline.correct.ngrams import Replaced
from pipeline.correct.ngrams.tables import Ids
from pipeline.correct.scene import Flags, Scene
from pipeline.correct.wording.choices import choices_of, collocates_of, joined
from pipeline.correct.wording.meant import meant_by
from pipeline.correct.wording.places import Place

_ROUGH_LEAST = -1.5
"""Options are looked at closely where their gain, less their handicap, is more."""
_ROUNDING = 1e-9
_ROUGH_COMMON, _ROUGH_DISTANCE, _ROUGH_APART = 0.3, 0.3, 4.0
"""Shares of commonness, of distance, and of distance in the longer word's letters by which the gain of an
offer counts less."""
_COLLOCATE_APART = 0.6
"""The greatest distance of words that are taken for one another far apart in spelling, as a share of the
longer one's length."""
_CLOSE = 6
"""Options of a word that are looked at closely."""


class Offers(NamedTuple):
    """What may stand at some places; arrays of the shape (offers,)."""

    places: Ids
    """Numbers of the places."""
    numbers: Ids
    """Of the words that may be meant, among `Neighbours.all`."""
    distances: Ids
    """Damerau-Levenshtein distances from the words that stand there."""
    commonness: NDArray[np.float64]
    """log10 of how much commoner each is than the word there."""
    gains: NDArray[np.float64]
    """log10 of how much likelier the text is with each."""

    def chosen(self, which: NDArray[np.integer] | NDArray[np.bool_]) -> Offers:
        """Some of them."""
        return Offers._make([column[which] for column in self])


def closest(scene: Scene, language: Language, places: Sequence[Place]) -> Offers:
    """The best few offers for each place, by place and rank."""
    words, tokens = [place.word for place in places], scene.reading.tokens
    at, near = choices_of(words, [place.is_known for place in places], language)
    spots = np.array([place.place for place in places])
    more, others = collocates_of(words, (tokens[spots - 1], tokens[spots + 1]), at, near, language)
    are_far = np.arange(len(at) + len(more)) >= len(at)
    at, near = np.concatenate((at, more)), joined((near, others))
    meant = meant_by(language).read(near.numbers)
    shares = scene.reading.shares[spots + 1] - scene.reading.shares[spots]
    commonness = language.model.commonness_of(meant.ids, meant.shares)
    commonness -= language.model.commonness_of(tokens[spots], shares)[at]
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    longest = np.maximum(meant.lengths, lengths[at])
    handicap = _handicap(commonness, near.distances, longest)
    replaced = Replaced(spots[at], spots[at] + 1, meant.ids, meant.shares)
    gains = language.model.word_gains(scene.reading, replaced, handicap + (_ROUGH_LEAST - _ROUNDING))
    (kept,) = np.isfinite(gains).nonzero()
    offers = Offers(at, *near, commonness, gains).chosen(kept)
    are_near, distances = _measured(words, offers, longest[kept], are_far[kept], language)
    offers = offers._replace(distances=distances)
    rough = offers.gains - _handicap(offers.commonness, distances, longest[kept])
    order = np.flatnonzero(are_near & (rough > _ROUGH_LEAST))
    order = order[np.lexsort((-rough[order], offers.places[order]))]
    ranks = np.arange(len(order)) - offers.places[order].searchsorted(offers.places[order])
    return offers.chosen(order[ranks < _CLOSE])


def _measured(
    words: Sequence[str], offers: Offers, longest: Ids, are_far: Flags, language: Language
) -> tuple[Flags, Ids]:
    """Whether offers are near enough, and their distances.

    Args:
        words: that stand at the places, in lower case.
        offers: any.
        longest: letters of the longer of the two words.
        are_far: of which offers the distance is only told to be no less than so much, see `collocates_of`.
        language: any.
    """
    every, (far,) = language.neighbours.all, are_far.nonzero()
    befores = [words[place] for place in offers.places[far].tolist()]
    afters = [every[number] for number in offers.numbers[far].tolist()]
    distances = offers.distances.copy()
    distances[far] = list(map(damerau_levenshtein_distance, befores, afters))
    are_near = ~are_far | ((distances > 0) & (distances <= _COLLOCATE_APART * longest))
    return are_near, distances


def _handicap(commonness: NDArray[np.float64], distances: Ids, longest: Ids) -> NDArray[np.float64]:
    """What a gain has to make up for: the commoner and the farther a word, the less it says.

    Args:
        commonness: log10 of how much commoner the word is that may be meant.
        distances: of the two words.
        longest: letters of the longer of them.
    """
    return _ROUGH_COMMON * commonness + _ROUGH_DISTANCE * distances + _ROUGH_APART * (distances / longest)
