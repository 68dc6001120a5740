"""How likely an option can be at most, before what is costly to know of it is known.

Most features of an option are told at one sight; of the others it is known between what they lie. Where no
option of a doubtful word could be likely enough even if all of these spoke for it, the word is looked at no
further: so it is with nine words in ten.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.wording.features import FEATURES
from pipeline.correct.wording.learned import load_families
from pipeline.correct.wording.sight import FAMILIES, LATER, Numbers, Sight

_MARGIN = 1e-6
"""For the rounding of sums."""


class _Weights(NamedTuple):
    """What features say for and against options; what is only known to be at most so much, only for them."""

    features: Numbers
    """Shape (families, features)."""
    bias: Numbers
    """Shape (families,)."""


def may_reach(least: float, sight: Sight) -> NDArray[np.bool_]:
    """Whether each option may be as likely as this; shape (options,).

    Args:
        least: a probability.
        sight: of the options.
    """
    weights = _weights()
    odds = weights.bias[sight.families] + (sight.features * weights.features[sight.families]).sum(axis=1)
    return np.asarray(odds >= np.log(least / (1 - least)) - _MARGIN)


@cache
def _weights() -> _Weights:
    families = [load_families()[name] for name in FAMILIES]
    weights, later = np.array([its.weights for its in families]), [FEATURES.index(name) for name in LATER]
    weights[:, later] = np.maximum(weights[:, later], 0)
    return _Weights(weights, np.array([its.bias for its in families]))
