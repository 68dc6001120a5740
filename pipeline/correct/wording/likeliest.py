"""How likely an option can be at most, before what is costly to know of it is known.

Most features of an option are told by a few numbers, or by one look at the two words; of the others it is
known between what they lie. Where no option of a doubtful word could be likely enough even if all of these
spoke for it, the word is looked at no further: so it is with nine words in ten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.confusions import confusion_prior
from pipeline.correct.ngrams.tables import Ids
from pipeline.correct.wording.features import FEATURES
from pipeline.correct.wording.learned import load_families
from pipeline.correct.wording.neighbours import bones
from pipeline.correct.wording.pairs import LONG_ENOUGH

Numbers = NDArray[np.float64]
_MARGIN = 1e-6
"""For the rounding of sums."""
_COLUMNS: Mapping[str, int] = {name: column for column, name in enumerate(FEATURES)}
_LIKENESSES = ("same_bones", "same_letters", "same_but_doubled")


class Sketch(NamedTuple):
    """What is known of some options; arrays and sequences of the shape (options,)."""

    families: Sequence[str]
    befores: Sequence[str]
    """The words as they stand, in lower case."""
    afters: Sequence[str]
    """Those that may be meant."""
    distances: Ids
    known: Mapping[str, Numbers]
    """Features by name."""
    most: Mapping[str, Numbers]
    """What other features are at most; where it is not told, 1. None is less than 0."""


def may_reach(least: float, sketch: Sketch) -> NDArray[np.bool_]:
    """Whether each option may be as likely as this; shape (options,).

    Args:
        least: a probability.
        sketch: of the options.
    """
    low = np.zeros((len(sketch.afters), len(FEATURES)))
    high = np.ones_like(low)
    for name, numbers in (*sketch.known.items(), *_shape(sketch).items()):
        low[:, _COLUMNS[name]] = high[:, _COLUMNS[name]] = numbers
    for name, numbers in (*sketch.most.items(), *_likenesses(sketch).items()):
        high[:, _COLUMNS[name]] = numbers
    gains, losses, biases = (np.array([part[its] for its in sketch.families]) for part in _weights())
    odds = (high * gains + low * losses).sum(axis=1) + biases
    return np.asarray(odds >= np.log(least / (1 - least)) - _MARGIN)


def _shape(sketch: Sketch) -> Mapping[str, Numbers]:
    told = [
        (
            len(one), len(other), one[0] != other[0], one[-1] != other[-1],
            one in other or other in one, confusion_prior(one, other),
        )
        for one, other in zip(sketch.befores, sketch.afters, strict=True)
    ]  # fmt: skip
    lengths, others, first, last, contained, confused = np.array(told, np.float64).T
    return {
        "far": sketch.distances == 2,
        "farther": sketch.distances > 2,
        "first_letter": first,
        "last_letter": last,
        "longer": others > lengths,
        "shorter": others < lengths,
        "length": np.minimum(lengths, LONG_ENOUGH),
        "contained": contained,
        "apart": sketch.distances / np.maximum(lengths, others),
        "confused": confused,
    }


def _likenesses(sketch: Sketch) -> Mapping[str, Numbers]:
    """What words of other letters do not have in common."""
    befores, afters = (bones("\n".join(words)).split("\n") for words in (sketch.befores, sketch.afters))
    same = [set(one) == set(other) for one, other in zip(sketch.befores, sketch.afters, strict=True)]
    alike = [one == other for one, other in zip(befores, afters, strict=True)]
    return {"same_bones": np.array(alike), "same_letters": np.array(same), "same_but_doubled": np.array(same)}


@cache
def _weights() -> tuple[Mapping[str, Numbers], ...]:
    """By family: the weights that speak for an option, those that speak against it, the bias."""
    families = load_families()
    return (
        {name: np.maximum(its.weights, 0) for name, its in families.items()},
        {name: np.minimum(its.weights, 0) for name, its in families.items()},
        {name: np.array(its.bias) for name, its in families.items()},
    )
