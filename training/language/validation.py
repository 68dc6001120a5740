"""Cross-validation of the language model: each text is judged by a model that saw nothing of its page."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.ngrams import LanguageModel
from pipeline.correct.ngrams.stored import packed, unpacked
from training.language.building import build
from training.language.figures import Confusables, best_gains, gain_of_mending, log_probability
from training.language.texts import Sentence, Text
from training.language.trials import Planted, read_pages, read_planted, read_untouched

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found on some texts."""

    logs: Mapping[str, tuple[float, int]]
    """By set of texts: log10 of their probability, and how many words and ends of sentences they have."""
    planted: Mapping[str, NDArray[np.float64]]
    """By type of error: what each text gains by mending, plain and weighed, shape (2, texts)."""
    alarms: Mapping[str, NDArray[np.float64]]
    """By set of texts: what the best confusable of each word would gain, see `best_gains`."""


def fold_of(group: str) -> int:
    """The fold in which the texts of a group are left out."""
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % FOLDS


def fold_model(
    texts: Sequence[Text], measured: Iterable[Text], frequencies: Mapping[str, float], fold: int
) -> LanguageModel:
    """The model, as it would be shipped, that saw none of the texts of a fold.

    Args:
        texts: what to learn from, see `read_texts`.
        measured: other texts, those of the fold among which the model must not see elsewhere either.
        frequencies: of words in English at large.
        fold: 0 to `FOLDS - 1`.
    """
    without = [text for text in (*texts, *measured) if fold_of(text.group) == fold]
    return unpacked(packed(build(texts, frequencies, without=without)), frequencies)


def cross_validate(data: Path, texts: Sequence[Text], frequencies: Mapping[str, float]) -> Measured:
    """Measure on the texts themselves and on those of `training.language.trials`.

    Args:
        data: the folder with the data sets.
        texts: what to learn from.
        frequencies: of words in English at large.
    """
    planted, untouched = read_planted(data), [*read_untouched(data), *read_pages(data)]
    measured = [*untouched, *(error.right for error in planted)]
    confusables = Confusables(frequencies)
    found = []
    for fold in range(FOLDS):
        model = fold_model(texts, measured, frequencies, fold)
        found.append(
            Measured(
                _logs(model, (text for text in (*texts, *untouched) if fold_of(text.group) == fold)),
                _gains(model, (error for error in planted if fold_of(error.right.group) == fold)),
                _alarms(model, (text for text in untouched if fold_of(text.group) == fold), confusables),
            )
        )
    return _together(found)


def _logs(model: LanguageModel, texts: Iterable[Text]) -> dict[str, tuple[float, int]]:
    return {name: log_probability(model, found) for name, found in _distinct(texts).items()}


def _gains(model: LanguageModel, planted: Iterable[Planted]) -> dict[str, NDArray[np.float64]]:
    gains = defaultdict(list)
    for error in planted:
        gains[error.type].append(gain_of_mending(model, error.wrong.sentences, error.right.sentences))
    return {type_: np.array(found).T for type_, found in gains.items()}


def _alarms(
    model: LanguageModel, texts: Iterable[Text], confusables: Confusables
) -> dict[str, NDArray[np.float64]]:
    return {name: best_gains(model, found, confusables) for name, found in _distinct(texts).items()}


def _distinct(texts: Iterable[Text]) -> dict[str, list[Sentence]]:
    """The sentences of each set of texts; those that repeat word for word count once."""
    found: dict[str, dict[Sentence, None]] = defaultdict(dict)
    for text in texts:
        found[text.set].update(dict.fromkeys(text.sentences))
    return {name: list(its) for name, its in found.items()}


def _together(folds: Sequence[Measured]) -> Measured:
    sets, types, alarmed = ({name for part in parts for name in part} for parts in (
        [fold.logs for fold in folds], [fold.planted for fold in folds], [fold.alarms for fold in folds]
    ))  # fmt: skip
    none: tuple[float, int] = (0.0, 0)
    return Measured(
        {name: _sum([fold.logs.get(name, none) for fold in folds]) for name in sorted(sets)},
        {name: _joined(fold.planted.get(name) for fold in folds) for name in sorted(types)},
        {name: _joined(fold.alarms.get(name) for fold in folds) for name in sorted(alarmed)},
    )


def _joined(parts: Iterable[NDArray[np.float64] | None]) -> NDArray[np.float64]:
    return np.concatenate([part for part in parts if part is not None], axis=1)


def _sum(found: Sequence[tuple[float, int]]) -> tuple[float, int]:
    logs, counts = zip(*found, strict=True)
    return sum(logs), sum(counts)
