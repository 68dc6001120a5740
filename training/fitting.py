"""Fits the weights of the tagger's conditional random field to annotated texts."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pycrfsuite

from pipeline.extract.features import ANYWHERE, features, read
from pipeline.extract.lexicon import Lexicon
from pipeline.extract.row import lay
from pipeline.extract.tagger import Tagger
from pipeline.extract.viterbi import Numbers
from pipeline.extract.weights import SCALE, Scheme, Weights, tags_of
from training.passages import Passage, samples

Spans = set[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Settings:
    """How to fit: penalties, rounds of L-BFGS, how often a feature must be seen, how many fits to average."""

    first_power: float
    second_power: float
    rounds: int
    least_seen: int
    fits: int


SETTINGS: Mapping[Scheme, Settings] = {
    "consumer": Settings(first_power=0.05, second_power=0.02, rounds=90, least_seen=0, fits=4),
    "bc5cdr": Settings(first_power=0.1, second_power=0.02, rounds=80, least_seen=2, fits=1),
    "ncbi": Settings(first_power=0.1, second_power=0.02, rounds=80, least_seen=2, fits=1),
}


def fit(passages: Sequence[Passage], lexicon: Lexicon, scheme: Scheme, *, fits: int | None = None) -> Weights:
    """Weights that fit annotated texts: the mean of those of several fits, as many as `SETTINGS` say.

    Each fit is told the section of its own share of the passages only, so that the tagger uses sections where
    they are known and does without them elsewhere. The mean of weights is a logarithmic opinion pool (Smith,
    Cohn and Osborne 2005).
    """
    settings, tags = SETTINGS[scheme], tags_of(scheme)
    settings = replace(settings, fits=fits or settings.fits)
    scores: dict[str, npt.NDArray[np.float64]] = {}
    between = np.zeros((len(tags), len(tags)))
    for turn in range(settings.fits):
        shown = [passage if place % settings.fits == turn else replace(passage, section=ANYWHERE)
                 for place, passage in enumerate(passages)]  # fmt: skip
        states, transitions = _learned(shown, lexicon, settings)
        for (feature, tag), weight in sorted(states.items()):
            row = scores.setdefault(feature, np.zeros(len(tags)))
            row[tags.index(tag)] += weight / settings.fits
        for (before, after), weight in transitions.items():
            between[tags.index(before), tags.index(after)] += weight / settings.fits
    whole = {feature: near for feature, exact in scores.items() if (near := _whole(exact)).any()}
    index = {feature: place for place, feature in enumerate(whole)}
    return Weights(tags, _whole(between), index, np.array(list(whole.values())))


def pooled(base: Weights, other: Weights, share: float) -> Weights:
    """The weighted mean of two models of one scheme; a feature that one does not know counts nothing there.

    Args:
        base: the one that counts for the rest.
        other: the one that counts for `share`.
        share: between 0 and 1.
    """
    scores = {feature: np.zeros(len(base.tags)) for feature in (*base.rows, *other.rows)}
    for weights, part in ((base, 1 - share), (other, share)):
        for feature, row in weights.rows.items():
            scores[feature] += part * weights.scores[row]
    between = (1 - share) * base.transitions + share * other.transitions
    rounded = {feature: np.rint(exact).astype(np.int64) for feature, exact in scores.items()}
    whole = {feature: near for feature, near in rounded.items() if near.any()}
    index = {feature: place for place, feature in enumerate(whole)}
    return Weights(base.tags, np.rint(between).astype(np.int64), index, np.array(list(whole.values())))


def _whole(weights: npt.NDArray[np.float64]) -> Numbers:
    return np.rint(weights * SCALE).astype(np.int64)


def _learned(
    passages: Iterable[Passage], lexicon: Lexicon, settings: Settings
) -> tuple[dict[tuple[str, str], float], dict[tuple[str, str], float]]:
    """Weights of features by tag and of transitions, by L-BFGS with both penalties."""
    trainer = pycrfsuite.Trainer(verbose=False, params={
        "c1": settings.first_power, "c2": settings.second_power, "max_iterations": settings.rounds,
        "feature.minfreq": settings.least_seen, "feature.possible_transitions": True,
    })  # fmt: skip
    for passage in passages:
        for sample in samples(passage):
            trainer.append(features(read(sample.tokens, lexicon, passage.section), lexicon), sample.tags)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        learned = tagger.info()
    return learned.state_features, learned.transitions


def found(passages: Sequence[Passage], tagger: Tagger) -> list[tuple[Passage, Spans]]:
    """What a tagger finds in each passage."""
    return [(passage, _found(passage, tagger)) for passage in passages]


def _found(passage: Passage, tagger: Tagger) -> Spans:
    parts = list(samples(passage))
    row = lay([part.tokens.text for part in parts], [passage.section] * len(parts), tagger.lexicon)
    return {
        (
            part.start + part.tokens.starts[span.first],
            part.start + part.tokens.ends[span.last - 1],
            span.label,
        )
        for part, found in zip(parts, tagger.find(row), strict=True)
        for span in found
    }
