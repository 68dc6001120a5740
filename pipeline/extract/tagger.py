"""Tags the tokens that lie in mentions: a linear-chain conditional random field, decoded here.

Lafferty, McCallum and Pereira (2001). The weights are trained elsewhere; scores are whole numbers, so that
the tags are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.extract.features import (
    LONG,
    OFFSETS,
    OUTSIDE,
    WORD_COLUMNS,
    Column,
    Reading,
    length_feature,
    look_up,
    mark_features,
    section_value,
    word_features,
    word_values,
)
from pipeline.extract.known import OUTSIDE_PLACE, Known
from pipeline.extract.lexicon import NO_MARK, Lexicon, Mark
from pipeline.extract.scores import Whole, indexed
from pipeline.extract.tokens import key_of
from pipeline.extract.viterbi import NEVER, Numbers, Places, best_tags
from pipeline.extract.weights import LABELS, Weights
from pipeline.model import Label

_REACH = OFFSETS[-1]
"""How far a token sees: so many places before and after a sentence are outside of it."""
_BATCH = 20_000
_LABEL: Mapping[str, Label] = {label: label for label in LABELS}


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens `first` up to but not including `last`, with the label that the tagger gives them."""

    first: int
    last: int
    label: Label


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the tokens of sentences stand when all are laid in one row, with places outside between them."""

    readings: Sequence[Reading]
    lengths: Numbers

    @property
    def starts(self) -> Numbers:
        """Place of the first token of each sentence."""
        return _REACH + np.cumsum(self.lengths + _REACH) - self.lengths - _REACH

    def spread(self, told: Sequence[int]) -> Numbers:
        """What is told of each sentence, at each of its tokens; what stands outside does not matter."""
        return np.concatenate([np.zeros(_REACH, np.int64), np.repeat(told, self.lengths + _REACH)])


class Tagger:
    """Finds mentions with weights and what their features ask for.

    What it keeps of the words that it has seen changes no result.
    """

    def __init__(self, weights: Weights, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._weights = weights
        self._scores = indexed(weights)
        self._of_columns = [self._scores.numbers[column] for column in WORD_COLUMNS]
        self._words: Known[str] = Known(self._of_word, self._scores.own_scores, len(WORD_COLUMNS))
        self._marks: Known[Mark] = Known(self._of_mark, self._scores.own_scores, 1)

    def find(self, reading: Reading) -> list[Span]:
        """The mentions in a sentence, left to right."""
        return self.find_all([reading])[0]

    def find_all(self, readings: Sequence[Reading]) -> list[list[Span]]:
        """The mentions of each sentence; those of a page are best asked for together."""
        first, transitions = _allowed(self._weights)
        found: list[list[Span]] = []
        for batch in _batches(readings):
            layout = _Layout(batch, np.array([len(reading.tokens) for reading in batch]))
            tags = best_tags(self._emissions(layout), layout.starts, layout.lengths, first, transitions)
            found += _found(tags, layout, self._weights.tags)
        return found

    def emissions(self, reading: Reading) -> Numbers:
        """Score of each tag for each token of a sentence, from its features alone; one row a token."""
        layout = _Layout([reading], np.array([len(reading.tokens)]))
        return self._emissions(layout)[_REACH:-_REACH]

    def _emissions(self, layout: _Layout) -> Numbers:
        """As `emissions`, of all places of a layout; only the rows of tokens mean anything."""
        words = self._word_places(layout)
        marks = self._mark_places(layout, words)
        columns = self._columns(layout, words, marks)
        is_long = [length_feature(reading.tokens) == LONG for reading in layout.readings]
        total = self._scores.length_scores[layout.spread(is_long)]
        inside = total[_REACH:-_REACH]
        for row, offset in enumerate(OFFSETS):
            seen = slice(_REACH + offset, _REACH + offset + len(inside))
            inside += self._words.sums()[row][words[seen]]
            inside += self._marks.sums()[row][marks[seen]]
        for family in self._scores.families:
            if family.is_in(columns):
                inside += family.of(columns, _REACH)
        return total

    def _word_places(self, layout: _Layout) -> Numbers:
        self._words.trim()
        outside = [OUTSIDE_PLACE] * _REACH
        places = outside.copy()
        for reading in layout.readings:
            places += self._words.places(reading.tokens.words)
            places += outside
        return np.array(places)

    def _mark_places(self, layout: _Layout, words: Numbers) -> Numbers:
        (unmarked,) = self._marks.places([NO_MARK])
        places = np.where(words == OUTSIDE_PLACE, OUTSIDE_PLACE, unmarked)
        for reading, start in zip(layout.readings, layout.starts.tolist(), strict=True):
            for term in reading.terms:
                marks = self.lexicon.marks_of(term)
                places[start + term.first : start + term.last] = list(self._marks.places(marks))
        return places

    def _columns(self, layout: _Layout, words: Numbers, marks: Numbers) -> dict[Column, Whole]:
        """Numbers of the values that are joined; without sections where none tells anything."""
        of_words = zip(WORD_COLUMNS, self._words.values(), strict=True)
        columns: dict[Column, Whole] = {name: values[words] for name, values in of_words}
        columns["term"] = self._marks.values()[0][marks]
        known = self._scores.numbers["section"]
        sections = [known.get(section_value(reading.section) or "", 0) for reading in layout.readings]
        if any(sections):
            columns["section"] = layout.spread(sections).astype(np.int32)
        return columns

    def _of_word(self, word: str | None) -> tuple[Sequence[int], Sequence[int]]:
        if word is None:
            outside = [self._scores.number(name, OUTSIDE) if name == "part" else 0 for name in WORD_COLUMNS]
            return self._scores.rows([OUTSIDE]), outside
        known = look_up(word, key_of(word), self.lexicon)
        values = zip(self._of_columns, word_values(known), strict=True)
        return self._scores.rows(word_features(known)), [column.get(value, 0) for column, value in values]

    def _of_mark(self, mark: Mark | None) -> tuple[Sequence[int], Sequence[int]]:
        if mark is None:
            return (), (0,)
        return self._scores.rows(mark_features(mark)), (self._scores.number("term", mark.term),)


def _batches(readings: Sequence[Reading]) -> Iterator[list[Reading]]:
    """The sentences in order, parted where many tokens have come together: that bounds the memory."""
    batch: list[Reading] = []
    n_tokens = 0
    for reading in readings:
        batch.append(reading)
        n_tokens += len(reading.tokens)
        if n_tokens >= _BATCH:
            yield batch
            batch, n_tokens = [], 0
    if batch:
        yield batch


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


def _found(tags: Places, layout: _Layout, names: Sequence[str]) -> list[list[Span]]:
    """The mentions of each sentence of a layout by the tags of its places."""
    found: list[list[Span]] = [[] for _ in layout.readings]
    inside = np.flatnonzero(tags)
    owners = np.searchsorted(layout.starts, inside, side="right") - 1
    firsts = inside - layout.starts[owners]
    for owner, index, tag in zip(owners.tolist(), firsts.tolist(), tags[inside].tolist(), strict=True):
        spans = found[owner]
        first = index if names[tag].startswith("B") else spans.pop().first
        spans.append(Span(first, index + 1, _LABEL[names[tag][2:]]))
    return found
