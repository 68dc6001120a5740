"""Tags the tokens that lie in mentions: a linear-chain conditional random field, decoded here.

Lafferty, McCallum and Pereira (2001). The weights are trained elsewhere; scores are whole numbers, so that
the tags are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from pipeline.extract.features import (
    ANYWHERE,
    OFFSETS,
    OUTSIDE,
    Reading,
    in_section,
    length_feature,
    own,
    read,
    together,
    word_features,
)
from pipeline.extract.lexicon import NO_MARK, Lexicon, Mark
from pipeline.extract.tokens import Tokens
from pipeline.extract.viterbi import NEVER, Numbers, best_paths
from pipeline.extract.weights import LABELS, Weights
from pipeline.model import Label, SectionType

_CACHE_SIZE = 100_000
_LABEL: Mapping[str, Label] = {label: label for label in LABELS}
Seen = tuple[str, Mark, SectionType]
_OUTSIDE: Seen = ("", NO_MARK, ANYWHERE)
"""Place in the cache of what is no word."""


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens `first` up to but not including `last`, with the label that the tagger gives them."""

    first: int
    last: int
    label: Label


@dataclass(frozen=True, slots=True)
class Tagger:
    """Weights with what their features ask for. The cache holds sums for words; it changes no result."""

    weights: Weights
    lexicon: Lexicon
    cache: dict[Seen, Numbers] = field(default_factory=dict, repr=False)

    def find(self, tokens: Tokens, section: SectionType = ANYWHERE) -> list[Span]:
        """The mentions in the tokens of one sentence, left to right."""
        return self.find_all([(tokens, section)])[0]

    def find_all(self, sentences: Sequence[tuple[Tokens, SectionType]]) -> list[list[Span]]:
        """The mentions of each sentence, given with the type of the section that it stands in."""
        emissions = [self._emissions(tokens, section) for tokens, section in sentences]
        first, transitions = _allowed(self.weights)
        return [list(_spans(path, self.weights.tags)) for path in best_paths(emissions, first, transitions)]

    def _emissions(self, tokens: Tokens, section: SectionType) -> Numbers:
        """Score of each tag for each token, from its features alone; one row a token."""
        n_tokens = len(tokens)
        if not n_tokens:
            return np.zeros((0, len(self.weights.tags)), np.int64)
        reading = read(tokens, self.lexicon, section)
        reach = OFFSETS[-1]
        edge = [self._outside()] * reach
        seen = np.array([*edge, *(self._of_word(reading, index) for index in range(n_tokens)), *edge])
        total = self._sums(together(reading, index) for index in range(n_tokens))
        total += self._sum([length_feature(tokens)])
        for row, offset in enumerate(OFFSETS):
            total += seen[reach + offset : reach + offset + n_tokens, row]
        return total

    def _of_word(self, reading: Reading, index: int) -> Numbers:
        """What a word adds to the scores of the tokens at each of `OFFSETS` from it; one row an offset."""
        word, key, mark = reading.tokens.words[index], reading.tokens.keys[index], reading.marks[index]
        known = self.cache.get((word, mark, reading.section))
        if known is None:
            known = self._anywhere(word, key, mark).copy()
            known[OFFSETS.index(0)] += self._sum(in_section(key, self.lexicon, mark, reading.section))
            self._keep((word, mark, reading.section), known)
        return known

    def _anywhere(self, word: str, key: str, mark: Mark) -> Numbers:
        """What it adds in a section that tells nothing, as `_of_word`: most of the work, done once a word."""
        known = self.cache.get((word, mark, ANYWHERE))
        if known is None:
            found = word_features(word, key, self.lexicon)
            known = self._sums(own(found, mark, offset) for offset in OFFSETS)
            self._keep((word, mark, ANYWHERE), known)
        return known

    def _keep(self, seen: Seen, sums: Numbers) -> None:
        if len(self.cache) < _CACHE_SIZE:
            self.cache[seen] = sums

    def _outside(self) -> Numbers:
        """What a place outside the sentence adds, as `_of_word`."""
        known = self.cache.get(_OUTSIDE)
        if known is None:
            known = np.array([self._sum([f"{offset}|{OUTSIDE}"]) for offset in OFFSETS])
            self.cache[_OUTSIDE] = known
        return known

    def _sums(self, tokens: Iterable[Iterable[str]]) -> Numbers:
        """The sum of the weights of the features of each token; one row a token."""
        rows, owners, n_tokens = [], [], 0
        for names in tokens:
            found = [row for name in names if (row := self.weights.rows.get(name)) is not None]
            rows += found
            owners += [n_tokens] * len(found)
            n_tokens += 1
        total = np.zeros((n_tokens, len(self.weights.tags)), np.int64)
        np.add.at(total, owners, self.weights.scores[rows])
        return total

    def _sum(self, names: Iterable[str]) -> Numbers:
        rows = [row for name in names if (row := self.weights.rows.get(name)) is not None]
        return np.asarray(self.weights.scores[rows].sum(axis=0), np.int64)


def _allowed(weights: Weights) -> tuple[Numbers, Numbers]:
    """Score of each tag at the start and after each tag: an inner tag continues a mention of its label."""
    first = np.zeros(len(weights.tags), np.int64)
    transitions = weights.transitions.copy()
    for column, tag in enumerate(weights.tags):
        if tag.startswith("I"):
            first[column] = NEVER
            for row, before in enumerate(weights.tags):
                if before[1:] != tag[1:]:
                    transitions[row, column] = NEVER
    return first, transitions


def _spans(path: Sequence[int], tags: Sequence[str]) -> Iterator[Span]:
    first = 0
    for index, tag in enumerate(path):
        if tags[tag].startswith("B"):
            first = index
        is_last = index + 1 == len(path) or not tags[path[index + 1]].startswith("I")
        if tag and is_last:
            yield Span(first, index + 1, _LABEL[tags[tag][2:]])
