"""Learns which word a place leads one to expect, see `pipeline.correct.wording.expectation`.

Each word of a text is to be told from a few words like it, by what stands around (noise-contrastive
estimation with a softmax over the word and the noise, as in Jozefowicz et al., "Exploring the Limits of
Language Modeling", 2016). The noise is what a slip or a careless ear would make of the word.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from random import Random

import numpy as np
from jellyfish import damerau_levenshtein_distance
from numpy.typing import NDArray

from pipeline.correct.ngrams.tables import Ids
from pipeline.correct.wording.expectation import POSITIONS, Matrix, with_marks
from pipeline.correct.wording.neighbours import Neighbours, is_wordlike
from training.language.texts import Sentence

Layers = dict[str, Matrix]

HIDDEN, ROUNDS, NOISE = 256, 4, 6
_BATCH, _RATE, _FORGOTTEN = 1024, 1e-3, 0.1
"""Places looked at at once; the first step's size; share of the words around a place that are left out."""
_OFTEN = 2000
"""Uses of a word from which only some are learned from."""
_LEAST_ZIPF, _ROUGH_ZIPF = 2.2, 2.7
_TRIED, _ROUGH, _APART = 60, 8, 0.6
"""Words of the same first letter that are tried, and taken; their distance in the longer word's letters."""
_MEMORY, _SPREAD_MEMORY = 0.9, 0.999


@dataclass(frozen=True, slots=True)
class Examples:
    """Places to learn from."""

    tokens: Ids
    """Words of all sentences; -1 between them, and as often at both ends as a place is looked at from."""
    places: Ids
    chances: NDArray[np.float64]
    """Of each place to be drawn in a round."""
    starts: Ids
    """Where the noise of each word begins in `noise`."""
    sizes: Ids
    """How many words it has."""
    noise: Ids


def learn(sentences: Sequence[Sentence], words: Sequence[str], vectors: Matrix, near: Neighbours) -> Layers:
    """The layers of the network; same sentences, same layers.

    Args:
        sentences: different ones, in lower case.
        words: those that have a vector.
        vectors: shape (words, dimensions).
        near: the words that a word may be taken for.
    """
    examples, marked = _examples(sentences, words, near), with_marks(vectors)
    chance = np.random.default_rng(0)
    layers = _first(marked.shape[1], chance)
    slopes, spreads = ({name: np.zeros_like(its) for name, its in layers.items()} for _ in range(2))
    steps = ROUNDS * int(examples.chances.sum()) // _BATCH
    for step, places in enumerate(_batches(examples, chance), start=1):
        rate = _RATE * (1 - 0.9 * min(1.0, step / steps))
        for name, slope in _slopes(layers, *_drawn(examples, places, marked, chance)).items():
            slopes[name] += (1 - _MEMORY) * (slope - slopes[name])
            spreads[name] += (1 - _SPREAD_MEMORY) * (slope**2 - spreads[name])
            spread = np.sqrt(spreads[name] / (1 - _SPREAD_MEMORY**step)) + 1e-8
            layers[name] -= np.float32(rate) * slopes[name] / np.float32(1 - _MEMORY**step) / spread
    return layers


def _first(width: int, chance: np.random.Generator) -> Layers:
    inputs = len(POSITIONS) * width
    layers = {
        "hidden": chance.normal(0, 1 / np.sqrt(inputs), (inputs, HIDDEN)),
        "hidden_bias": np.zeros(HIDDEN),
        "output": chance.normal(0, 0.5 / np.sqrt(HIDDEN), (HIDDEN, width)),
        "direct": np.zeros((inputs, width)),
        "bias": np.zeros(width),
        "words": 0.3 * np.eye(width),
    }
    return {name: its.astype(np.float32) for name, its in layers.items()}


def _examples(sentences: Sequence[Sentence], words: Sequence[str], near: Neighbours) -> Examples:
    places = {word: place for place, word in enumerate(words)}
    unknown, reach = len(words) + 1, max(POSITIONS)
    rows = ((-1, *(places.get(word, unknown) for word in sentence)) for sentence in sentences)
    tokens = np.pad(np.array(list(chain.from_iterable(rows))), reach, constant_values=-1)
    counts = Counter(word for sentence in sentences for word in sentence)
    noise = dict(_noise([word for word in words if counts[word] and is_wordlike(word)], places, near))
    sizes = np.zeros(unknown + 1, np.int64)
    for place, its in noise.items():
        sizes[place] = len(its)
    uses = np.array([counts[word] for word in words] + [0, 0], np.float64)
    drawn = np.flatnonzero((tokens >= 0) & (sizes[np.maximum(tokens, 0)] > 0))
    return Examples(
        tokens, drawn, np.minimum(1, np.sqrt(_OFTEN / np.maximum(uses, 1)))[tokens[drawn]],
        np.cumsum(sizes) - sizes, sizes, np.array([one for place in sorted(noise) for one in noise[place]]),
    )  # fmt: skip


def _noise(
    words: Sequence[str], places: Mapping[str, int], near: Neighbours
) -> Iterator[tuple[int, Sequence[int]]]:
    """The words that each word may be taken for: near in spelling, or of a rough likeness."""
    chance = Random(1)
    first: defaultdict[str, list[str]] = defaultdict(list)
    for word, zipf in near.words.items():
        if zipf >= _ROUGH_ZIPF:
            first[word[0]].append(word)
    for word in words:
        close = [one.word for one in near.of(word, True) if near.words[one.word] >= _LEAST_ZIPF]
        tried = chance.sample(first[word[0]], min(len(first[word[0]]), _TRIED))
        rough = [other for other in tried if other != word and _are_alike(word, other)][:_ROUGH]
        found = [places[other] for other in dict.fromkeys(close + rough) if other in places]
        if found:
            yield places[word], found


def _are_alike(one: str, other: str) -> bool:
    return damerau_levenshtein_distance(one, other) <= _APART * max(len(one), len(other))


def _batches(examples: Examples, chance: np.random.Generator) -> Iterator[Ids]:
    for _ in range(ROUNDS):
        drawn = examples.places[chance.random(len(examples.places)) < examples.chances]
        chance.shuffle(drawn)
        for start in range(0, len(drawn) - _BATCH + 1, _BATCH):
            yield drawn[start : start + _BATCH]


def _drawn(
    examples: Examples, places: Ids, vectors: Matrix, chance: np.random.Generator
) -> tuple[Matrix, Matrix]:
    """The vectors around each place, side by side; and those of the word there and of its noise."""
    words = examples.tokens[places]
    others = (chance.random((len(words), NOISE)) * examples.sizes[words][:, None]).astype(np.int64)
    noise = examples.noise[examples.starts[words][:, None] + others]
    around = vectors[_around(examples.tokens, places, len(vectors) - 2)]
    around *= chance.random(around.shape[:2])[:, :, None] >= _FORGOTTEN
    return around.reshape(len(places), -1), vectors[np.hstack([words[:, None], noise])]


def _around(tokens: Ids, places: Ids, boundary: int) -> Ids:
    """The words at `POSITIONS` around some places, shape (places, positions); none beyond a sentence."""
    found = {}
    for side in (-1, 1):
        is_over = np.zeros(len(places), bool)
        for far in range(1, max(POSITIONS) + 1):
            there = tokens[places + side * far]
            is_over = is_over | (there < 0)
            found[side * far] = np.where(is_over, boundary, there)
    return np.stack([found[step] for step in POSITIONS], axis=1)


def _slopes(layers: Layers, around: Matrix, words: Matrix) -> Layers:
    """The gradient of the mean cross-entropy of the first of each place's words."""
    inner = around @ layers["hidden"] + layers["hidden_bias"]
    hidden = np.maximum(inner, 0)
    expected = hidden @ layers["output"] + around @ layers["direct"] + layers["bias"]
    told = words @ layers["words"]
    scores = np.einsum("pd,pwd->pw", expected, told)
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    chances[:, 0] -= 1
    chances /= np.float32(len(around))
    of_expected = np.einsum("pw,pwd->pd", chances, told)
    of_inner = (of_expected @ layers["output"].T) * (inner > 0)
    return {
        "hidden": around.T @ of_inner,
        "hidden_bias": of_inner.sum(axis=0),
        "output": hidden.T @ of_expected,
        "direct": around.T @ of_expected,
        "bias": of_expected.sum(axis=0),
        "words": np.tensordot(words, chances[:, :, None] * expected[:, None, :], axes=([0, 1], [0, 1])),
    }
