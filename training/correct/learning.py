"""From examples to weights, and what the weights say of examples that they were not learned from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from pipeline.correct.wording.detection import rule_of
from training.correct.examples import Example
from training.correct.fitting import Matrix, cases_of, fit, probabilities

FAMILIES = ("misspelling", "rare_misspelling", "wrong_word")
PARTS = 4
"""The examples of a family are judged in so many parts, each by weights learned from the others."""
_BY_CONSUMERS = frozenset({"chq_nonword", "chq_realword", "human_nonword"})
PAGES = ("health", "web")
_SOUND = 6
"""One in so many sound words is learned from."""
_PLANTED, _MADE, _NATURAL = 0.5, 0.5, 3.0
"""What an error planted here, one planted by others, one made by a consumer count for; a sound word, 1."""


class Judged(NamedTuple):
    """An example's likeliest option, by weights that were not learned from it."""

    example: Example
    belief: float
    option: int
    is_right: bool

    @property
    def rule_id(self) -> str:
        """The rule that would propose it."""
        return rule_of(self.example.family, self.example.before.lower(), self.example.options[self.option])


def learn(examples: Sequence[Example], audit: Mapping[str, bool]) -> dict[str, Matrix]:
    """The weights of each family, the bias last."""
    return {family: _fitted(_of_family(examples, family, audit), audit) for family in FAMILIES}


def judge(examples: Sequence[Example], audit: Mapping[str, bool]) -> Iterator[Judged]:
    """What is made of each example."""
    for family in FAMILIES:
        own = _of_family(examples, family, audit)
        numbers = [int(example.keys[0][:6], 16) % PARTS for example in own]
        for part in range(PARTS):
            pairs = list(zip(own, numbers, strict=True))
            weights = _fitted([example for example, number in pairs if number != part], audit)
            for example, number in pairs:
                if number == part:
                    yield _judged(example, weights, audit)


def meant(example: Example, audit: Mapping[str, bool]) -> int | None:
    """The number of the right option, by what was planted or by the audit."""
    if example.right is not None or example.is_error:
        return example.right
    return next((number for number, key in enumerate(example.keys) if audit.get(key)), None)


def _judged(example: Example, weights: Matrix, audit: Mapping[str, bool]) -> Judged:
    scores = example.features @ weights[:-1] + weights[-1]
    chances = probabilities(scores, np.zeros(len(scores), np.int64))
    best = int(chances.argmax())
    return Judged(example, round(float(chances[best]), 4), best, best == meant(example, audit))


def _of_family(examples: Sequence[Example], family: str, audit: Mapping[str, bool]) -> list[Example]:
    """Those of a family; of the paragraphs with one known error, only what is about that error."""
    return [
        example
        for example in examples
        if example.family == family and (example.origin in PAGES or meant(example, audit) is not None)
    ]


def _fitted(examples: Sequence[Example], audit: Mapping[str, bool]) -> Matrix:
    drawn = [(one, meant(one, audit)) for one in examples if one.is_error or _is_drawn(one, audit)]
    return fit(
        cases_of(
            [one.features for one, _ in drawn],
            [right for _, right in drawn],
            [_weight(one, right) for one, right in drawn],
        )
    )


def _is_drawn(example: Example, audit: Mapping[str, bool]) -> bool:
    """Whether a sound word is learned from: one of `_SOUND`, which stands for all of them."""
    return meant(example, audit) is not None or int(example.keys[0][6:12], 16) % _SOUND == 0


def _weight(example: Example, right: int | None) -> float:
    if example.origin in PAGES:
        return _PLANTED if example.is_error else 1.0 if right is not None else _SOUND
    return _NATURAL if example.origin in _BY_CONSUMERS else _MADE
