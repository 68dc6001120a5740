"""What one sight of offers tells: most of their features, those of all offers of a document at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log1p
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.confusions import confusion_prior
from pipeline.correct.detectors.term import parts_of_terms
from pipeline.correct.language import Language
from pipeline.correct.ngrams.tables import Ids
from pipeline.correct.scene import Scene
from pipeline.correct.wording.features import FEATURES
from pipeline.correct.wording.meant import meant_by
from pipeline.correct.wording.neighbours import bones
from pipeline.correct.wording.offers import Offers
from pipeline.correct.wording.places import RARE, Place
from pipeline.correct.wording.slips import is_first

Numbers = NDArray[np.float64]
FAMILIES = ("misspelling", "rare_misspelling", "wrong_word")
"""Of words that the language lacks, of rare ones, and of others."""
LATER = (
    "same_bones", "same_sound", "same_letters", "same_but_doubled", "inflected", "start", "phrase_before",
    "phrase_after", "term_before", "term_after", "glued", "built",
)  # fmt: skip
"""Features that are costly to know; of all others the first sight tells."""
_MOST_SURPRISE = 14.0
_LONG_ENOUGH = 12
_JOINTS = ("-", "/", "‐", "‑")


class Sight(NamedTuple):
    """What is known of some offers."""

    families: Ids
    """Numbers of `FAMILIES`; shape (offers,)."""
    afters: Sequence[str]
    """The words that may be meant."""
    features: Numbers
    """Shape (offers, `FEATURES`). Those of `LATER` are as large as they may be: none is less than 0."""


class _Standing(NamedTuple):
    """What is known of a word where it stands, whatever may be meant; from the third on, features."""

    family: int
    length: int
    zipf_before: float
    surprise: float
    uses_before: float
    capital: bool
    hyphen: bool
    opening: bool


def first_sight(scene: Scene, language: Language, places: Sequence[Place], offers: Offers) -> Sight:
    """What is told of offers without a closer look at each.

    Args:
        scene: the document.
        language: any.
        places: words of it.
        offers: for them, by place; some.
    """
    begins = is_first(offers.places)
    asked, at = [places[place] for place in offers.places[begins].tolist()], np.cumsum(begins) - 1
    standing = np.array([_standing(scene, place, language) for place in asked], np.float64)
    family, lengths, *columns = standing.T[:, at]
    befores = [asked[place].word for place in at.tolist()]
    afters = [language.neighbours.all[number] for number in offers.numbers.tolist()]
    numbers = np.array([place.number for place in asked], np.int64)[at]
    told = {
        **dict(zip(_Standing._fields[2:], columns, strict=True)),
        **_of_words(befores, afters, lengths, offers, language),
        **_in_text(scene, numbers, afters),
        "gain": offers.gains,
        "gain_above_2": np.maximum(offers.gains - 2, 0.0),
        "gain_above_4": np.maximum(offers.gains - 4, 0.0),
        "commonness": offers.commonness,
    }
    features = np.ones((len(afters), len(FEATURES)))
    for name, column in told.items():
        features[:, FEATURES.index(name)] = column
    return Sight(family.astype(np.int64), afters, features)


def _standing(scene: Scene, place: Place, language: Language) -> _Standing:
    word, block, zipf = place.written, place.sentence.block, language.zipf(place.word)
    end = word.end - block.start
    is_capital = word.text[0].isupper()
    is_joined = word.gap[-1:] in _JOINTS or block.text[end : end + 1] in _JOINTS
    return _Standing(
        0 if not place.is_known else 1 if zipf < RARE else 2,
        len(place.word),
        zipf,
        min(place.surprise, _MOST_SURPRISE),
        log1p(scene.uses[place.word] - 1),
        is_capital and place.at > 0,
        is_joined,
        is_capital and place.at == 0,
    )


def _of_words(
    befores: Sequence[str], afters: Sequence[str], lengths: Numbers, offers: Offers, language: Language
) -> Mapping[str, NDArray[np.generic]]:
    """What words are to those that may be meant, whatever stands around."""
    distances, others = offers.distances, np.array(list(map(len, afters)), np.int64)
    first, last, contained, confused, letters = np.array(
        [
            (one[0] != other[0], one[-1] != other[-1], one in other or other in one,
             confusion_prior(one, other), set(one) == set(other))
            for one, other in zip(befores, afters, strict=True)
        ],
        np.float64,
    ).T  # fmt: skip
    spelt = (bones("\n".join(words)).split("\n") for words in (befores, afters))
    return {
        "far": distances == 2,
        "farther": distances > 2,
        "first_letter": first,
        "last_letter": last,
        "same_bones": np.array([one == other for one, other in zip(*spelt, strict=True)]),
        "same_letters": letters,  # words of other letters are not the same but for their order
        "same_but_doubled": letters,
        "longer": others > lengths,
        "shorter": others < lengths,
        "contained": contained,
        "length": np.minimum(lengths, _LONG_ENOUGH),
        "zipf_after": meant_by(language).zipf(offers.numbers),
        "apart": distances / np.maximum(lengths, others),
        "confused": confused,
    }


def _in_text(scene: Scene, numbers: Ids, afters: Sequence[str]) -> Mapping[str, NDArray[np.generic]]:
    """What the rest of the document tells of some of its words, and of those that may be meant."""
    kinds = np.array([scene.kind_of.get(word, -1) for word in afters], np.int64)
    of_terms = np.append(scene.are(parts_of_terms), False)
    own, other = scene.times_amid(numbers, np.stack((scene.kinds[numbers], kinds)))
    return {
        "uses_after": _logs([scene.uses.get(word, 0) for word in afters]),
        "neighbourhood_before": _logs((own - scene.sides_of(numbers)).tolist()),
        "neighbourhood_after": _logs(other.tolist()),
        # In a term a word stands beside one that stands in some.
        "phrase_after": of_terms[numbers - 1] | of_terms[numbers + 1],
    }


def _logs(counts: Sequence[int]) -> Numbers:
    """The logarithms of counts and one."""
    return np.array(list(map(log1p, counts)))
