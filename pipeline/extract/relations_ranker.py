"""Judges whether a sentence joins a problem and a treatment: a trained scorer of their traits.

A multinomial logistic regression (neither, treated by, prevented by), fitted by `training/relations.py`. It
decides what treats what; what the rules read is part of its evidence. Headings, what is denied, and all other
relations are the rules' alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from pipeline.errors import VocabularyError
from pipeline.extract.relations_claims import SCORES, Claim, named
from pipeline.extract.relations_pairs import Pair, pairs
from pipeline.extract.relations_traits import Setting, pair_traits, setting_traits
from pipeline.model import RelationKind

MODEL = Path(__file__).parents[1] / "models" / "relations.json"
RANKED: RelationKind = "treated_by"
"""The relation that the ranker judges."""
LEAST = 0.45
"""The probability from which on a pair is believed; with it the cross-validated F1 is the highest."""
_STEEPEST = 50.0
"""Bounds the exponents; beyond it a probability is 0 or 1 anyway."""


@dataclass(frozen=True, slots=True)
class Ranker:
    """The weights of traits for "treated by" and for "prevented by", against neither."""

    weights: Mapping[str, tuple[float, float]]

    def probability(self, traits: Iterable[str]) -> float:
        """Probability that the treatment of a pair with these traits treats its problem."""
        treated = prevented = 0.0
        for trait in traits:
            weight = self.weights.get(trait)
            if weight is not None:
                treated += weight[0]
                prevented += weight[1]
        odds = exp(max(-_STEEPEST, min(_STEEPEST, treated)))
        return odds / (1 + odds + exp(max(-_STEEPEST, min(_STEEPEST, prevented))))


@cache
def load_ranker(path: Path = MODEL) -> Ranker:
    """The ranker of a file.

    Raises:
        VocabularyError: the file is missing or broken.
    """
    try:
        model = json.loads(path.read_text(encoding="utf-8"))
        return Ranker({trait: (float(treated), float(prevented))
                       for trait, (treated, prevented) in model.items()})  # fmt: skip
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise VocabularyError("The weights of the relations cannot be read.", where=str(path),
                              remedy="Restore the file, or run `make train`.") from error  # fmt: skip


def is_ranked(claim: Claim) -> bool:
    """Whether a claim of the rules is left to the ranker."""
    return claim.relation == RANKED and not claim.is_negated and not claim.sentence.is_heading


def setting_pairs(setting: Setting) -> tuple[Pair, ...]:
    """The pairs of a sentence; a question states nothing, and a warning nothing of what it does not name."""
    sentence = setting.sentence
    if not sentence.mentions or sentence.is_question or sentence.is_heading:
        return ()
    found = pairs(setting.sentence, setting.scene, setting.before)
    return tuple(pair for pair in found if pair.place is not None or not setting.is_silent)


def ranked_claims(setting: Setting, ranker: Ranker) -> Iterator[Claim]:
    """What treats what in a sentence, as far as the ranker believes it."""
    found = setting_pairs(setting)
    shared = setting_traits(setting) if found else ()
    for pair in found:
        probability = ranker.probability(pair_traits(pair, setting, shared))
        if probability >= LEAST:
            score = probability * SCORES["ranker"]
            yield Claim(pair.subject, RANKED, named(pair.treatment.spot), "ranker", score, setting.sentence)
