"""Tags the tokens that lie in mentions: a linear-chain conditional random field, decoded here.

Lafferty, McCallum and Pereira (2001). The weights are trained elsewhere; scores are whole numbers, so that
the tags are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from math import prod

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
from pipeline.extract.lexicon import NO_MARK, Lexicon, Mark
from pipeline.extract.numbered import OUTSIDE_NUMBER, ByNumber, Numbered
from pipeline.extract.pruning import best_tags_pruned
from pipeline.extract.row import REACH, Row
from pipeline.extract.scores import Scores, Whole
from pipeline.extract.viterbi import NEVER, Numbers, Places
from pipeline.extract.weights import LABELS
from pipeline.model import Label

_LABEL: Mapping[str, Label] = {label: label for label in LABELS}
_AT_ONCE = 20_000
"""Tokens that are scored together; bounds the memory on hostile text."""
_OUTSIDE_MARK = Mark("", "")
"""Stands for the mark of what is outside a sentence."""
_UNMARKED = 1
"""Number of the mark of a token in no term, as most are: what it says is added to the row of every word once,
and the rows of the other marks tell by how much they differ from it."""


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens `first` up to but not including `last`, with the label that the tagger gives them."""

    first: int
    last: int
    label: Label


class Tagger:
    """Finds mentions with the scores of a model and what its features ask for.

    What it keeps of the words that it has seen changes no result.
    """

    def __init__(self, scores: Scores, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._first, self._transitions = _allowed(scores)
        self._scores = scores
        self._n_own = prod(self._scores.own_scores.shape[1:])
        self._marks_known = Numbered(_OUTSIDE_MARK)
        self._marks_known[NO_MARK] = _UNMARKED
        self._unmarked = self._told_of_marks([NO_MARK])[0, : self._n_own]
        self._words = ByNumber[str, np.int32](self._outside(), self._of_words)
        self._marks = ByNumber[Mark, np.int32](np.zeros(self._n_own + 1, np.int32), self._of_marks)

    def find(self, row: Row) -> list[list[Span]]:
        """The mentions of each sentence of a row, left to right, in places of the sentence."""
        chain = (row.starts, row.lengths, self._first, self._transitions)
        emissions = self.emissions(row).astype(np.int64)
        return _found(best_tags_pruned(emissions, *chain), row, self._scores.tags)

    def emissions(self, row: Row) -> Whole:
        """Score of each tag for each place of a row, from its features alone; only those of tokens count."""
        scores = self._length_scores(row)
        marks, sections = self._numbers_of_marks(row), self._numbers_of_sections(row)
        n_tokens = len(scores) - 2 * REACH
        for first in range(0, n_tokens, _AT_ONCE):
            last = min(first + _AT_ONCE, n_tokens)
            seen = slice(first, last + 2 * REACH)
            words = self._words.of(row.known).take(row.words[seen], axis=0)
            section = None if sections is None else sections[seen]
            self._add(scores[first + REACH : last + REACH], words, marks[seen], section)
        return scores

    def _add(self, scores: Whole, words: Whole, marks: Numbers, section: Whole | None) -> None:
        """Add to the scores of tokens what words and marks say.

        Args:
            scores: one row a token.
            words: what is known of the words of the tokens and of `REACH` places before and after; changed.
            marks: numbers of the marks there.
            section: numbers of the sections there, None where none tells anything.
        """
        of_marks = self._marks.of(self._marks_known)
        marked = np.flatnonzero(marks > _UNMARKED)
        own, n_tags = words[:, : self._n_own], scores.shape[1]
        own[marked] += of_marks[marks[marked], : self._n_own]
        for number, offset in enumerate(OFFSETS):
            seen = slice(REACH + offset, REACH + offset + len(scores))
            scores += own[seen, number * n_tags : (number + 1) * n_tags]
        values = np.ascontiguousarray(words[:, self._n_own :].T)
        columns: dict[Column, Whole] = dict(zip(WORD_COLUMNS, values, strict=True))
        columns["term"] = of_marks[:, self._n_own].take(marks)
        if section is not None:
            columns["section"] = section
        for family in self._scores.families:
            if family.is_in(columns):
                family.add(scores, columns, REACH)

    def _numbers_of_marks(self, row: Row) -> Numbers:
        marks = np.where(row.words == OUTSIDE_NUMBER, OUTSIDE_NUMBER, _UNMARKED)
        for term in row.terms:
            marks[term.first : term.last] = self._marks_known.of(self.lexicon.marks_of(term))
        return marks

    def _numbers_of_sections(self, row: Row) -> Whole | None:
        told = self._scores.numbers_of("section", [section_value(section) or "" for section in row.sections])
        return row.spread(told).astype(np.int32) if any(told) else None

    def _length_scores(self, row: Row) -> Whole:
        """The scores for the length of the sentence, of all places of a row."""
        lasts = (row.starts + row.lengths - 1).tolist()
        short = map(is_short, row.lengths.tolist(), map(row.tokens.words.__getitem__, lasts))
        is_long = 1 - np.fromiter(short, np.int64, len(lasts))
        return self._scores.length_scores.take(row.spread(is_long), axis=0)

    def _outside(self) -> Whole:
        """What is known of a place outside a sentence."""
        scores, (part,) = self._scores, self._scores.numbers_of("part", [OUTSIDE])
        values = [part if name == "part" else 0 for name in WORD_COLUMNS]
        return self._told([scores.rows(OUTSIDE, [""])], [[value] for value in values]).ravel()

    def _of_words(self, words: Sequence[str]) -> Whole:
        scores, known = self._scores, describe(words, self.lexicon)
        rows = [scores.rows(name, column) for name, column in known.own.items()]
        rows += [scores.rows("is", classes) for classes in zip_longest(*known.classes)]
        told = self._told(rows, [scores.numbers_of(name, known.joined[name]) for name in WORD_COLUMNS])
        told[:, : self._n_own] += self._unmarked
        return told

    def _of_marks(self, marks: Sequence[Mark]) -> Whole:
        told = self._told_of_marks(marks)
        told[:, : self._n_own] -= self._unmarked
        return told

    def _told_of_marks(self, marks: Sequence[Mark]) -> Whole:
        scores, (terms, kinds) = self._scores, zip(*marks, strict=True)
        rows = [scores.rows("d", terms), scores.rows("dk", kinds)]
        return self._told(rows, [scores.numbers_of("term", terms)])

    def _told(self, rows: Sequence[Sequence[int]], values: Sequence[Sequence[int]]) -> Whole:
        """Of each thing the sums of its own scores, the tags by place of `OFFSETS`; then its values.

        Args:
            rows: for each feature the rows in `Scores.own_scores` of the things.
            values: for each column the numbers of their values.
        """
        count, n_own = len(values[0]), self._n_own
        places = np.fromiter(chain.from_iterable(rows), np.intp, len(rows) * count)
        own = self._scores.own_scores.reshape(-1, n_own).take(places, axis=0)
        told = np.empty((count, n_own + len(values)), np.int32)
        told[:, :n_own] = own.reshape(len(rows), -1).sum(axis=0, dtype=np.int32).reshape(count, n_own)
        told[:, n_own:].T[:] = values
        return told


def _allowed(scores: Scores) -> tuple[Numbers, Numbers]:
    """Score of each tag at the start and after each tag: an inner tag continues a mention of its label."""
    first = np.zeros(len(scores.tags), np.int64)
    transitions = scores.transitions.copy()
    for column, tag in enumerate(scores.tags):
        if tag.startswith("I"):
            first[column] = NEVER
            for row, before in enumerate(scores.tags):
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
