"""Tags the tokens that lie in mentions: a linear-chain conditional random field, decoded here.

Lafferty, McCallum and Pereira (2001). The weights are trained elsewhere; scores are whole numbers, so that
the tags are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np

from pipeline.extract.features import (
    OFFSETS,
    OUTSIDE,
    WORD_COLUMNS,
    Column,
    describe,
    is_short,
    section_value,
)
from pipeline.extract.known import OUTSIDE_PLACE, Known, Told
from pipeline.extract.lexicon import NO_MARK, Lexicon, Mark
from pipeline.extract.pruning import best_tags_pruned
from pipeline.extract.row import REACH, Row
from pipeline.extract.scores import indexed
from pipeline.extract.tokens import OUTSIDE as OUTSIDE_WORD
from pipeline.extract.viterbi import NEVER, Numbers, Places
from pipeline.extract.weights import LABELS, Weights
from pipeline.model import Label

_LABEL: Mapping[str, Label] = {label: label for label in LABELS}
_OUTSIDE_MARK = Mark("", "")
"""Stands for the mark of what is outside a sentence."""


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens `first` up to but not including `last`, with the label that the tagger gives them."""

    first: int
    last: int
    label: Label


class Tagger:
    """Finds mentions with weights and what their features ask for.

    What it keeps of the words that it has seen changes no result.
    """

    def __init__(self, weights: Weights, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._weights = weights
        self._first, self._transitions = _allowed(weights)
        self._scores = indexed(weights)
        part = self._scores.numbers_of("part", [OUTSIDE])
        word = _told(
            [self._scores.rows(OUTSIDE, [""])], [part if name == "part" else [0] for name in WORD_COLUMNS]
        )
        self._words = Known[str](self._of_words, (OUTSIDE_WORD, word), self._scores.own_scores)
        mark = _told([[0]], [[0]])
        self._marks = Known[Mark](self._of_marks, (_OUTSIDE_MARK, mark), self._scores.own_scores)

    def find(self, row: Row) -> list[list[Span]]:
        """The mentions of each sentence of a row, left to right, in places of the sentence."""
        chain = (row.starts, row.lengths, self._first, self._transitions)
        return _found(best_tags_pruned(self.emissions(row), *chain), row, self._weights.tags)

    def emissions(self, row: Row) -> Numbers:
        """Score of each tag for each place of a row, from its features alone; only those of tokens count."""
        words, marks = self._places(row)
        scores = self._length_scores(row)
        inside, n_tags = scores[REACH:-REACH], scores.shape[1]
        own = self._words.sums().take(words, axis=0)
        own += self._marks.sums().take(marks, axis=0)
        for number, offset in enumerate(OFFSETS):
            seen = slice(REACH + offset, REACH + offset + len(inside))
            inside += own[seen, number * n_tags : (number + 1) * n_tags]
        columns = self._columns(row, words, marks)
        for family in self._scores.families:
            if family.is_in(columns):
                family.add(inside, columns, REACH)
        return scores

    def _places(self, row: Row) -> tuple[Numbers, Numbers]:
        """Among the known words and marks the places of those of a row."""
        self._words.trim()
        tokens = row.tokens
        words = np.fromiter(self._words.places(tokens.words), np.int64, len(tokens))
        (unmarked,) = self._marks.places([NO_MARK])
        marks = np.where(words == OUTSIDE_PLACE, OUTSIDE_PLACE, unmarked)
        for term in row.terms:
            marks[term.first : term.last] = list(self._marks.places(self.lexicon.marks_of(term)))
        return words, marks

    def _length_scores(self, row: Row) -> Numbers:
        """The scores for the length of the sentence, of all places of a row."""
        lasts = (row.starts + row.lengths - 1).tolist()
        short = map(is_short, row.lengths.tolist(), map(row.tokens.words.__getitem__, lasts))
        is_long = 1 - np.fromiter(short, np.int64, len(lasts))
        return self._scores.length_scores.take(row.spread(is_long), axis=0)

    def _columns(self, row: Row, words: Numbers, marks: Numbers) -> dict[Column, Numbers]:
        """Numbers of the values that are joined; without sections where none tells anything."""
        of_words = zip(WORD_COLUMNS, self._words.values().take(words, axis=1), strict=True)
        columns: dict[Column, Numbers] = dict(of_words)
        columns["term"] = self._marks.values()[0].take(marks)
        told = self._scores.numbers_of("section", [section_value(section) or "" for section in row.sections])
        if any(told):
            columns["section"] = row.spread(told)
        return columns

    def _of_words(self, words: Sequence[str]) -> Told:
        scores, known = self._scores, describe(words, self.lexicon)
        rows = [scores.rows(name, column) for name, column in known.own.items()]
        rows += [scores.rows("is", classes) for classes in zip_longest(*known.classes)]
        return _told(rows, [scores.numbers_of(name, known.joined[name]) for name in WORD_COLUMNS])

    def _of_marks(self, marks: Sequence[Mark]) -> Told:
        scores, (terms, kinds) = self._scores, zip(*marks, strict=True)
        rows = [scores.rows("d", terms), scores.rows("dk", kinds)]
        return _told(rows, [scores.numbers_of("term", terms)])


def _told(rows: Sequence[Sequence[int]], values: Sequence[Sequence[int]]) -> Told:
    return Told(np.array(rows, np.int64), np.array(values, np.int64))


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


def _found(tags: Places, row: Row, names: Sequence[str]) -> list[list[Span]]:
    """The mentions of each sentence of a row by the tags of its places."""
    found: list[list[Span]] = [[] for _ in row.texts]
    inside = np.flatnonzero(tags)
    owners = row.owners(inside)
    firsts = inside - row.starts[owners]
    for owner, index, tag in zip(owners.tolist(), firsts.tolist(), tags[inside].tolist(), strict=True):
        spans = found[owner]
        first = index if names[tag].startswith("B") else spans.pop().first
        spans.append(Span(first, index + 1, _LABEL[names[tag][2:]]))
    return found
