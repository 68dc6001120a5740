"""Tags the tokens that lie in mentions: a linear-chain conditional random field, decoded here.

Lafferty, McCallum and Pereira (2001). The weights are trained elsewhere; decoding is Viterbi's algorithm on
whole numbers, so that the tags are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.extract.features import OFFSETS, OUTSIDE, Lexicon, is_heading_like, own, pairs
from pipeline.extract.tokens import Tokens
from pipeline.extract.weights import LABELS, TAGS, Scores, Weights
from pipeline.model import Label

_CACHE_SIZE = 100_000
_ZERO: Scores = (0,) * len(TAGS)
_BEFORE = tuple(
    tuple(range(len(TAGS))) if tag[0] != "I" else (TAGS.index("B" + tag[1:]), TAGS.index(tag)) for tag in TAGS
)
"""For each tag those that may stand before it: an inner tag continues a mention of its own label."""


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
    cache: dict[tuple[str, str], tuple[Scores, ...]] = field(default_factory=dict, repr=False)

    def find(self, tokens: Tokens) -> list[Span]:
        """The mentions in the tokens of one sentence, left to right."""
        return list(_spans(self._tags(self._emissions(tokens)))) if len(tokens) else []

    def _emissions(self, tokens: Tokens) -> list[list[int]]:
        """Score of each tag for each token, from its features alone."""
        marks = self.lexicon.term_marks(tokens)
        edge = [self._sum([f"{offset}|{OUTSIDE}"]) for offset in OFFSETS]
        seen = [self._of_word(*place) for place in zip(tokens.words, tokens.keys, marks, strict=True)]
        is_short = is_heading_like(tokens)
        emissions = []
        for index in range(len(tokens)):
            parts = [self._sum(pairs(tokens, marks, index, is_short=is_short))]
            for row, offset in enumerate(OFFSETS):
                place = index + offset
                parts.append(seen[place][row] if 0 <= place < len(seen) else edge[row])
            emissions.append([sum(column) for column in zip(*parts, strict=True)])
        return emissions

    def _of_word(self, word: str, key: str, mark: str) -> tuple[Scores, ...]:
        """What a word with its mark adds to the scores of the tokens at each of `OFFSETS`."""
        known = self.cache.get((word, mark))
        if known is None:
            features = self.lexicon.word_features(word, key)
            known = tuple(self._sum(own(features, mark, offset)) for offset in OFFSETS)
            if len(self.cache) < _CACHE_SIZE:
                self.cache[word, mark] = known
        return known

    def _sum(self, names: Iterable[str]) -> Scores:
        found = [scores for name in names if (scores := self.weights.features.get(name))]
        return tuple(map(sum, zip(*found, strict=True))) if found else _ZERO

    def _tags(self, emissions: Sequence[Sequence[int]]) -> list[int]:
        """The best path (Viterbi); of equal ones that with the lower tags."""
        arrive = tuple(zip(*self.weights.transitions, strict=True))
        scores = [
            score if not TAGS[tag].startswith("I") else -(10**9) for tag, score in enumerate(emissions[0])
        ]
        back: list[list[int]] = []
        for emission in emissions[1:]:
            best = [
                max(_BEFORE[tag], key=[a + b for a, b in zip(scores, arrive[tag], strict=True)].__getitem__)
                for tag in range(len(TAGS))
            ]
            scores = [scores[best[tag]] + arrive[tag][best[tag]] + emission[tag] for tag in range(len(TAGS))]
            back.append(best)
        path = [max(range(len(TAGS)), key=scores.__getitem__)]
        for best in reversed(back):
            path.append(best[path[-1]])
        return path[::-1]


def _spans(tags: Sequence[int]) -> Iterator[Span]:
    first = 0
    for index, tag in enumerate(tags):
        if TAGS[tag].startswith("B"):
            first = index
        is_last = index + 1 == len(tags) or not TAGS[tags[index + 1]].startswith("I")
        if tag and is_last:
            yield Span(first, index + 1, LABELS[(tag - 1) // 2])
