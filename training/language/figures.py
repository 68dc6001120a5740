"""How well a language model tells right from wrong on texts that it has not seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from jellyfish import damerau_levenshtein_distance
from numpy.typing import NDArray

from pipeline.correct.ngrams import Change, LanguageModel
from pipeline.vocabulary import word_key
from training.language.texts import Sentence

_LEAST_SHARE = 1e-6
"""A Zipf frequency of three."""
_LEAST_LETTERS = 3
COMMON = 0.5
"""How much of what a change gains by commoner words alone is taken off a weighed gain."""


class Confusables:
    """Everyday words that are a slip away: at a Damerau-Levenshtein distance of one."""

    def __init__(self, frequencies: Mapping[str, float]) -> None:
        self._by_part: dict[str, list[str]] = defaultdict(list)
        self._found: dict[str, list[str]] = {}
        for word, share in frequencies.items():
            if share > _LEAST_SHARE and is_measured(word):
                for part in _parts(word):
                    self._by_part[part].append(word)

    def of(self, word: str) -> list[str]:
        """The words near a lower-case word, sorted; forms of the word itself are left out."""
        if word not in self._found:
            near = {other for part in _parts(word) for other in self._by_part.get(part, ())}
            self._found[word] = sorted(
                other for other in near
                if damerau_levenshtein_distance(word, other) == 1 and word_key(word) != word_key(other)
            )  # fmt: skip
        return self._found[word]


def is_measured(word: str) -> bool:
    """Whether slips of a word are looked for: it has three letters and more, and nothing else."""
    return len(word) >= _LEAST_LETTERS and word.isalpha()


def log_probability(model: LanguageModel, sentences: Iterable[Sentence]) -> tuple[float, int]:
    """log10 of the probability of some sentences, and how many words and ends of sentences these have."""
    read = list(sentences)
    reading = model.read(read)
    last = len(reading.tokens) - model.tables.reach
    first = model.tables.reach
    return float(reading.logs[last] - reading.logs[first] + reading.shares[last]), last - first


def best_gains(
    model: LanguageModel, sentences: Sequence[Sentence], confusables: Confusables
) -> NDArray[np.float64]:
    """What the best of the confusables of each word would gain, plain and weighed.

    Returns:
        Shape (2, words whose slips are looked for); -inf for words without confusables.
    """
    reading = model.read(sentences)
    words = [
        (place, word)
        for start, sentence in zip(reading.starts, sentences, strict=True)
        for place, word in enumerate(sentence, start)
        if is_measured(word)
    ]
    changes = [Change(place, place + 1, (other,)) for place, word in words for other in confusables.of(word)]
    counts = [len(confusables.of(word)) for _, word in words]
    gains = model.gains(reading, changes)
    common = model.commonness([change.words[0] for change in changes])
    common -= np.repeat(model.commonness([word for _, word in words]), counts)
    best = np.full((2, len(words)), -np.inf)
    for row, its in zip(best, (gains, gains - COMMON * common), strict=True):
        np.maximum.at(row, np.repeat(np.arange(len(words)), counts), its)
    return best


def gain_of_mending(
    model: LanguageModel, wrong: Sequence[Sentence], right: Sequence[Sentence]
) -> tuple[float, float]:
    """What a text gains by the mending of its errors, plain and weighed; see `best_gains`."""
    gain = log_probability(model, right)[0] - log_probability(model, wrong)[0]
    common = _commonness(model, right) - _commonness(model, wrong)
    return gain, gain - COMMON * common


def _commonness(model: LanguageModel, sentences: Iterable[Sentence]) -> float:
    return float(model.commonness([word for sentence in sentences for word in sentence]).sum())


def _parts(word: str) -> Iterator[str]:
    yield word
    yield from (word[:place] + word[place + 1 :] for place in range(len(word)))
