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

from pipeline.correct.ngrams.tables import Ids
from pipeline.correct.wording.features import FEATURES
from pipeline.correct.wording.learned import load_families
from pipeline.correct.wording.neighbours import bones
from pipeline.correct.wording.pairs import Shape, shape_of

Numbers = NDArray[np.float64]
_MARGIN = 1e-6
"""For the rounding of sums."""


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


class _Weights(NamedTuple):
    """What features say for and against options, by family in order of the names of these."""

    known: Numbers
    """Shape (features, families)."""
    most: Numbers
    """The same, of features that are known by what they are at most; none speaks against an option."""
    rest: Numbers
    """Shape (families,): the bias, and what all other features can say for an option."""


def may_reach(least: float, sketch: Sketch) -> NDArray[np.bool_]:
    """Whether each option may be as likely as this; shape (options,).

    Args:
        least: a probability.
        sketch: of the options.
    """
    known, most = {**sketch.known, **_shape(sketch)}, {**sketch.most, **_likenesses(sketch)}
    weights, numbers = _weights(tuple(known), tuple(most)), list(load_families())
    families = np.array([numbers.index(family) for family in sketch.families])
    odds = weights.rest[families]
    odds += (np.array(list(known.values())) * weights.known[:, families]).sum(axis=0)
    odds += (np.array(list(most.values())) * weights.most[:, families]).sum(axis=0)
    return np.asarray(odds >= np.log(least / (1 - least)) - _MARGIN)


def _shape(sketch: Sketch) -> Mapping[str, Numbers]:
    told = list(map(shape_of, sketch.befores, sketch.afters, sketch.distances.tolist()))
    return dict(zip(Shape._fields, np.array(told, np.float64).T, strict=True))


def _likenesses(sketch: Sketch) -> Mapping[str, Numbers]:
    """What words of other letters do not have in common."""
    befores, afters = (bones("\n".join(words)).split("\n") for words in (sketch.befores, sketch.afters))
    same = [set(one) == set(other) for one, other in zip(sketch.befores, sketch.afters, strict=True)]
    alike = [one == other for one, other in zip(befores, afters, strict=True)]
    return {"same_bones": np.array(alike), "same_letters": np.array(same), "same_but_doubled": np.array(same)}


@cache
def _weights(known: Sequence[str], most: Sequence[str]) -> _Weights:
    """The weights of some features, in order of their names."""
    families = load_families().values()
    weights = np.array([its.weights for its in families]).T
    told, bounded = ([FEATURES.index(name) for name in names] for names in (known, most))
    others = [column for column in range(len(FEATURES)) if column not in (*told, *bounded)]
    rest = np.array([its.bias for its in families]) + np.maximum(weights[others], 0).sum(axis=0)
    return _Weights(weights[told], np.maximum(weights[bounded], 0), rest)
