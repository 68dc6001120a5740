"""The words of a document that may be slips, and what each may have been meant to be, as numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import log1p
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.detectors.term import parts_of_terms
from pipeline.correct.detectors.unknown import is_built
from pipeline.correct.language import Language
from pipeline.correct.near import is_variant
from pipeline.correct.ngrams import Replaced
from pipeline.correct.ngrams.tables import Ids
from pipeline.correct.policy import is_spelling_pair
from pipeline.correct.scene import Scene
from pipeline.correct.text import Sentence, Word
from pipeline.correct.wording.choices import choices_of, collocates_of, joined, measured
from pipeline.correct.wording.likeliest import Sketch, may_reach
from pipeline.correct.wording.meant import meant_by
from pipeline.correct.wording.neighbours import Neighbour
from pipeline.correct.wording.pairs import is_of_terms, pair_features, parts_run_together
from pipeline.correct.wording.places import RARE, Place, places_in
from pipeline.vocabulary import word_key

_ROUGH_LEAST = -1.5
"""Options are looked at closely where their gain, less their handicap, is more."""
_ROUNDING = 1e-9
_CLOSE = 6
"""Options of a word that are looked at closely."""
_MOST_SURPRISE = 14.0
_JOINTS = ("-", "/", "‐", "‑")


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


class _Offers(NamedTuple):
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

    def chosen(self, which: NDArray[np.integer] | NDArray[np.bool_]) -> _Offers:
        """Some of them."""
        return _Offers._make(column[which] for column in self)


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
    offers = _closest(scene, language, places)
    if least and len(offers.places):
        likely = may_reach(least, _sketch(scene, language, places, offers))
        offers = offers.chosen(np.isin(offers.places, offers.places[likely]))
    options = [language.neighbours.all[number] for number in offers.numbers.tolist()]
    near = list(map(Neighbour, options, offers.distances.tolist()))
    told = list(zip(near, offers.gains.tolist(), offers.commonness.tolist(), strict=True))
    firsts = np.flatnonzero(np.diff(offers.places, prepend=-1, append=-1)).tolist()
    for first, last in pairwise(firsts):
        yield from _doubt(scene, language, places[int(offers.places[first])], told[first:last])


def _closest(scene: Scene, language: Language, places: Sequence[Place]) -> _Offers:
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
    every = _Offers(chosen, choices.numbers, choices.distances, choices.commonness, gains)
    return every.chosen(order[ranks < _CLOSE])


def _sketch(scene: Scene, language: Language, places: Sequence[Place], offers: _Offers) -> Sketch:
    """What is known of offers before their words are compared with what stands around."""
    at = [places[place] for place in offers.places.tolist()]
    afters = [language.neighbours.all[number] for number in offers.numbers.tolist()]
    told = [
        (
            language.zipf(place.word), language.zipf(after),
            is_of_terms(place.word, language), is_of_terms(after, language),
            min(place.surprise, _MOST_SURPRISE),
            scene.uses[place.word] - 1, scene.uses.get(after, 0), *_shared(place),
        )
        for place, after in zip(at, afters, strict=True)
    ]  # fmt: skip
    zipf_before, zipf_after, term_before, term_after, surprise, others, uses, *shared = np.array(
        told, np.float64
    ).T
    known = dict(zip(("capital", "hyphen", "opening"), shared, strict=True)) | {
        "zipf_before": zipf_before,
        "zipf_after": zipf_after,
        "term_before": term_before,
        "term_after": term_after,
        "gain": offers.gains,
        "gain_above_2": np.maximum(offers.gains - 2, 0.0),
        "gain_above_4": np.maximum(offers.gains - 4, 0.0),
        "commonness": offers.commonness,
        "surprise": surprise,
        "uses_before": np.log1p(others),
        "uses_after": np.log1p(uses),
    }
    # A word stands beside others at most as often as it is used, on either side; in a term, beside a word
    # that stands in some.
    of_terms, numbers = np.append(scene.are(parts_of_terms), False), np.array([place.number for place in at])
    most = {
        "neighbourhood_before": np.log1p(2 * others),
        "neighbourhood_after": np.log1p(2 * uses),
        "phrase_after": of_terms[numbers - 1] | of_terms[numbers + 1],
    }
    families = [_family(place, language) for place in at]
    return Sketch(families, [place.word for place in at], afters, offers.distances, known, most)


def _doubt(
    scene: Scene, language: Language, place: Place, options: Sequence[tuple[Neighbour, float, float]]
) -> Iterator[Doubt]:
    lowers, before = scene.lowers[place.sentence.number], place.word
    run_together = parts_run_together(before, language) if not place.is_known else ()
    fair = [
        option
        for option in options
        if not _is_same_word(before, option[0].word, place.is_known)
        and word_key(option[0].word) not in run_together
    ]
    if not fair:
        return
    frames = _frames(lowers, place.at)
    shared = (*_shared(place), bool(run_together), not place.is_known and is_built(before, language))
    stands_in_term = _holds_term(frames, before, language)
    elsewhere, besides = _neighbourhoods(scene, place, [near.word for near, _, _ in fair])
    rows = [
        (
            *pair_features(before, near, language),
            gain, max(gain - 2, 0.0), max(gain - 4, 0.0), commonness, min(place.surprise, _MOST_SURPRISE),
            log1p(scene.uses[before] - 1), log1p(scene.uses.get(near.word, 0)),
            stands_in_term, _holds_term(frames, near.word, language),
            log1p(elsewhere), log1p(beside),
            *shared,
        )
        for (near, gain, commonness), beside in zip(fair, besides, strict=True)
    ]  # fmt: skip
    yield Doubt(
        place.sentence, place.written, place.at, _family(place, language),
        [near.word for near, _, _ in fair], np.array(rows, np.float64),
    )  # fmt: skip


@lru_cache(maxsize=100_000)
def _is_same_word(one: str, other: str, is_known: bool) -> bool:
    """Another number or another fair spelling of the word."""
    if word_key(one) == word_key(other) or is_variant(one, other, is_known=is_known):
        return True
    return one[:2] == other[:2] and is_spelling_pair(one, other)


def _family(place: Place, language: Language) -> str:
    if not place.is_known:
        return "misspelling"
    return "rare_misspelling" if language.zipf(place.word) < RARE else "wrong_word"


def _shared(place: Place) -> tuple[float, ...]:
    """Whether the word has a capital inside its sentence, is joined by a hyphen, opens its sentence so."""
    word, block = place.written, place.sentence.block
    end = word.end - block.start
    is_capital = word.text[0].isupper()
    is_joined = (word.gap[-1:] in _JOINTS and bool(word.gap)) or block.text[end : end + 1] in _JOINTS
    return is_capital and place.at > 0, is_joined, is_capital and place.at == 0


def _neighbourhoods(scene: Scene, place: Place, options: Sequence[str]) -> tuple[int, list[int]]:
    """How often a word stands elsewhere beside what stands beside a place, and how often options do."""
    words = (place.word, *options)
    kinds = np.array([scene.kind_of.get(word, -1) for word in words], np.int64)
    numbers = np.full(len(words), place.number)
    before, *afters = scene.times_amid(numbers, kinds).tolist()
    return before - int(scene.sides_of(numbers)[0]), afters


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
