"""From examples to weights and forests, and what these say of examples that they were not learned from.

Everything is held apart by fold: an example is judged by weights and trees learned from the other folds, and
the trees learn from what the weights of other folds say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.correct import Language
from pipeline.correct.wording.closer import COLUMNS, LEAST_BELIEF, Case, closer_look
from pipeline.correct.wording.detection import rule_of
from pipeline.correct.wording.forest import StoredForest
from pipeline.forest import Forest, forest_of
from training.correct.examples import Example
from training.correct.fitting import Matrix, cases_of, fit, probabilities
from training.strip import boosting

FAMILIES = ("misspelling", "rare_misspelling", "wrong_word")
_BY_CONSUMERS = frozenset({"chq_nonword", "chq_realword", "human_nonword"})
HEALTH = "health"
PAGES = (HEALTH, "web")
_SOUND = 6
"""One in so many sound words is learned from at first sight."""
_PLANTED, _MADE, _NATURAL = 0.5, 1.5, 9.0
"""What an error planted here, one planted by others, one made by a consumer count for; a sound word, 1. Pages
are read once for each time that errors are planted into them, paragraphs with an error of others once."""


class Judged(NamedTuple):
    """An example's likeliest option, by what was not learned from it."""

    example: Example
    belief: float
    option: int
    is_right: bool

    @property
    def key(self) -> str:
        """The id of the proposal, by what it changes and what stands around."""
        return self.example.keys[self.option]

    @property
    def rule_id(self) -> str:
        """The rule that would propose it."""
        return rule_of(self.example.family, self.example.before.lower(), self.example.options[self.option])


class Learned(NamedTuple):
    """What is learned of a family, and what it says of the examples."""

    weights: Matrix
    """Of the first look, the bias last."""
    forest: StoredForest
    """Of the second look."""
    judged: Sequence[Judged]


@dataclass(frozen=True, slots=True)
class _Seen:
    """Examples as they look at first sight, those that get a second look."""

    examples: Sequence[Example]
    best: NDArray[np.int64]
    rows: NDArray[np.float32]
    """Shape (examples, `COLUMNS`)."""
    right: NDArray[np.bool_]
    """Whether the likeliest option is right."""
    folds: NDArray[np.int64]


def learn(
    family: str, examples: Sequence[Example], audit: Mapping[str, bool], languages: Mapping[int, Language]
) -> Learned:
    """Learn all of a family.

    Args:
        family: one of `FAMILIES`.
        examples: of all families.
        audit: verdicts reached by reading, by key.
        languages: by fold.
    """
    own = _of_family(examples, family, audit)
    seen = _seen(own, audit, languages)
    forest = _forest(seen, np.ones(len(seen.folds), bool))
    return Learned(_fitted(own, audit), forest, list(_judged(seen, languages)))


def meant(example: Example, audit: Mapping[str, bool]) -> int | None:
    """The number of the right option, by what was planted or by the audit."""
    if example.right is not None or example.is_error:
        return example.right
    return next((number for number, key in enumerate(example.keys) if audit.get(key)), None)


def _seen(own: Sequence[Example], audit: Mapping[str, bool], languages: Mapping[int, Language]) -> _Seen:
    """What deserves a second look, each fold looked at with the weights of the others."""
    examples: list[Example] = []
    best: list[int] = []
    rows = []
    for fold, language in languages.items():
        weights = _fitted([example for example in own if example.fold != fold], audit)
        cases = []
        for example in own:
            if example.fold == fold:
                chances = _chances(example, weights)
                if chances.max() >= LEAST_BELIEF:
                    examples.append(example)
                    cases.append(
                        Case(
                            example.lowers,
                            example.at,
                            example.options,
                            example.features.astype(np.float64),
                            chances,
                        )
                    )
        best += [case.best for case in cases]
        rows.append(closer_look(cases, language))
    right = [meant(example, audit) == option for example, option in zip(examples, best, strict=True)]
    return _Seen(
        examples, np.array(best), np.concatenate(rows), np.array(right), np.array([e.fold for e in examples])
    )


def _judged(seen: _Seen, folds: Mapping[int, Language]) -> Iterator[Judged]:
    for fold in folds:
        forest = forest_of(_forest(seen, seen.folds != fold), COLUMNS)
        numbers = np.flatnonzero(seen.folds == fold)
        for number, belief in zip(numbers.tolist(), _beliefs(forest, seen.rows[numbers]), strict=True):
            yield Judged(
                seen.examples[number], round(belief, 4), int(seen.best[number]), bool(seen.right[number])
            )


def _beliefs(forest: Forest, rows: NDArray[np.float32]) -> Sequence[float]:
    found: list[float] = forest.beliefs(forest.leaves_of(rows.T)).tolist()
    return found


def _forest(seen: _Seen, drawn: NDArray[np.bool_]) -> StoredForest:
    """The trees learned from some of the examples."""
    weights = np.array([_weight_at_second_sight(example) for example in seen.examples])
    grown = boosting.fit(COLUMNS, seen.rows[drawn], seen.right[drawn], weights[drawn])
    return StoredForest(grown.questions, grown.borders, grown.leaves, grown.bias)


def _weight_at_second_sight(example: Example) -> float:
    """What an example counts for; a word of a page, sound or not, counts for 1."""
    if example.origin in PAGES:
        return 1.0
    return _NATURAL if example.origin in _BY_CONSUMERS else _MADE / _PLANTED


def _chances(example: Example, weights: Matrix) -> Matrix:
    scores = example.features @ weights[:-1] + weights[-1]
    return probabilities(scores, np.zeros(len(scores), np.int64))


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
            [one.features.astype(np.float64) for one, _ in drawn],
            [right for _, right in drawn],
            [_weight(one, right) for one, right in drawn],
        )
    )


def _is_drawn(example: Example, audit: Mapping[str, bool]) -> bool:
    """Whether a sound word is learned from: one of `_SOUND`, which stands for all of them."""
    return int(example.keys[0][6:12], 16) % _SOUND == 0 or meant(example, audit) is not None


def _weight(example: Example, right: int | None) -> float:
    if example.origin in PAGES:
        return _PLANTED if example.is_error else 1.0 if right is not None else _SOUND
    return _NATURAL if example.origin in _BY_CONSUMERS else _MADE
