"""The words of a document that may be slips, and what each may have been meant to be, as numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.detectors.unknown import is_built
from pipeline.correct.language import Language
from pipeline.correct.near import is_variant
from pipeline.correct.policy import is_spelling_pair
from pipeline.correct.scene import Scene
from pipeline.correct.text import Sentence, Word
from pipeline.correct.wording.features import FEATURES
from pipeline.correct.wording.likeliest import may_reach
from pipeline.correct.wording.offers import closest
from pipeline.correct.wording.pairs import is_of_terms, likeness, parts_run_together
from pipeline.correct.wording.places import Place, places_in
from pipeline.correct.wording.sight import FAMILIES, LATER, Sight, first_sight
from pipeline.vocabulary import word_key

_LATER = [FEATURES.index(name) for name in LATER]


class Doubt(NamedTuple):
    """A word that may be a slip, and what it may have been meant to be."""

    sentence: Sentence
    word: Word
    at: int
    """Its number in the sentence."""
    family: str
    options: Sequence[str]
    features: NDArray[np.float64]
    """Shape (options, `FEATURES`)."""


def doubts(scene: Scene, language: Language, least: float = 0.0) -> Iterator[Doubt]:
    """The doubtful words in reading order; all their options are read by the language model at once.

    Args:
        scene: the document.
        language: any.
        least: words of which no option can be so likely at first sight are left out, if that is easily told.
    """
    places = list(places_in(scene, language))
    if not places:
        return
    offers = closest(scene, language, places)
    if not len(offers.places):
        return
    sight = first_sight(scene, language, places, offers)
    are_likely = np.full(len(places), not least)
    if least:
        are_likely[offers.places[may_reach(least, sight)]] = True
    (looked_at,) = are_likely[offers.places].nonzero()
    of = offers.places[looked_at]
    firsts = np.flatnonzero(np.diff(of, prepend=-1, append=-1)).tolist()
    for first, last in pairwise(firsts):
        yield from _doubt(scene, language, places[int(of[first])], sight, looked_at[first:last].tolist())


def _doubt(
    scene: Scene, language: Language, place: Place, sight: Sight, numbers: Sequence[int]
) -> Iterator[Doubt]:
    """A doubtful word with those of some options that are other words."""
    before = place.word
    run_together = parts_run_together(before, language) if not place.is_known else ()
    fair = [
        number
        for number in numbers
        if not _is_same_word(before, sight.afters[number], place.is_known)
        and word_key(sight.afters[number]) not in run_together
    ]
    if not fair:
        return
    options = [sight.afters[number] for number in fair]
    frames = _frames(scene.lowers[place.sentence.number], place.at)
    stands_in_term = _holds_term(frames, before, language)
    is_glued, has_prefix = bool(run_together), not place.is_known and is_built(before, language)
    features = sight.features[fair]
    is_term = is_of_terms(before, language)
    features[:, _LATER] = [
        (
            *likeness(before, after), stands_in_term, _holds_term(frames, after, language),
            is_term, is_of_terms(after, language), is_glued, has_prefix,
        )
        for after in options
    ]  # fmt: skip
    family = FAMILIES[sight.families[fair[0]]]
    yield Doubt(place.sentence, place.written, place.at, family, options, features)


@lru_cache(maxsize=100_000)
def _is_same_word(one: str, other: str, is_known: bool) -> bool:
    """Another number or another fair spelling of the word."""
    if word_key(one) == word_key(other) or is_variant(one, other, is_known=is_known):
        return True
    return one[:2] == other[:2] and is_spelling_pair(one, other)


def _frames(lowers: Sequence[str], index: int) -> list[tuple[str, str]]:
    """What stands before and after a place in the runs of two and three words around it, under their keys."""
    keys = [word_key(word) for word in lowers[max(0, index - 2) : index + 3]]
    middle = min(index, 2)
    return [
        (
            "".join(f"{key} " for key in keys[start:middle]),
            "".join(f" {key}" for key in keys[middle + 1 : start + size]),
        )
        for size in (2, 3)
        for start in range(max(0, middle - size + 1), middle + 1)
        if start + size <= len(keys)
    ]


def _holds_term(frames: Sequence[tuple[str, str]], word: str, language: Language) -> bool:
    key = word_key(word)
    return any(before + key + after in language.terms for before, after in frames)
