"""Which lines hold which words, so that a rule reads only those lines that it may match at all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat

import numpy as np
from numpy.typing import NDArray

from pipeline.strip.outline import Outline
from pipeline.strip.reading import Reading
from pipeline.strip.rule import StripRule, Way, most_characters
from pipeline.strip.words import ByWord, Places, latest

NUMBER = "0"
"""Stands for any number."""

Flags = NDArray[np.bool_]

_MOST_ROWS = 10_000
_LETTERS = re.compile(r"[^\W\d_]+")


class _NeededWords:
    """Which ways to match need which word. What was found for a word is remembered from page to page."""

    def __init__(self, rows: Mapping[str, int], own: Flags) -> None:
        self._rows = rows
        self._own = own
        self._forget()

    def _forget(self) -> None:
        self.table = self._own
        """Shape (rows, ways); row 0 is for other words."""
        self._mixed: dict[frozenset[str], int] = {}
        """Rows of words that are not all letters, by the needed words in them: a page may have very many."""
        self._by_word = ByWord()

    def rows(self, reading: Reading) -> Places:
        """For every word of some lines in order, its row of the table."""
        if len(self.table) > _MOST_ROWS:
            self._forget()
        return self._by_word.of(reading.vocabulary, self._rows_of).take(reading.ids)

    def _rows_of(self, words: Sequence[str]) -> Places:
        """The row of each word: of one that is not all letters, runs of letters count."""
        rows = np.fromiter(map(self._rows.get, words, repeat(0)), np.int64, len(words))
        for place, word in enumerate(words):
            if not word.isalpha() and (runs := self._rows.keys() & _LETTERS.findall(word)):
                rows[place] = self._mixed.setdefault(frozenset(runs), len(self._own) + len(self._mixed))
        new = latest(self._mixed, len(self._own) + len(self._mixed) - len(self.table))
        if new:
            flags = [np.bitwise_or.reduce(self._own[[self._rows[run] for run in runs]]) for runs in new]
            self.table = np.concatenate([self.table, flags])
        return rows


@dataclass(frozen=True, slots=True)
class Wording:
    """The words and signs that some rules need."""

    rule_ids: tuple[str, ...]
    """The rule of each way to match."""
    of_words: _NeededWords
    of_numbers: Flags
    """Shape (ways, 1): which need a number."""
    of_signs: Mapping[str, Flags]
    """Which need a sign, shape (ways,)."""
    of_any_line: Flags
    """Shape (ways, 1): which need nothing."""
    most_words: Places
    """Shape (ways, 1): lines of more words are not looked at."""
    most_characters: Places

    def candidates(self, page: Outline) -> Mapping[str, Sequence[Sequence[int]]]:
        """By rule id the lines, ascending, that may match in each of the rule's ways.

        Each distinct word of the page is looked at once.
        """
        texts = [line.text for line in page.lines]
        possible = np.repeat(self.of_any_line, len(texts), axis=1)
        for start, reading in page.parts():
            self._allow(reading, possible[:, start : start + len(reading.lengths)])
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        self._allow_signs("\n".join(texts), np.cumsum(lengths + 1) - 1, possible)
        ways, lines = _set_in(possible & (lengths <= self.most_characters))
        bounds = pairwise(np.searchsorted(ways, np.arange(len(self.rule_ids) + 1)).tolist())
        found = lines.tolist()
        candidates: defaultdict[str, list[Sequence[int]]] = defaultdict(list)
        for rule_id, (start, end) in zip(self.rule_ids, bounds, strict=True):
            candidates[rule_id].append(found[start:end])
        return candidates

    def _allow(self, reading: Reading, possible: Flags) -> None:
        """Mark what the words and numbers of some lines make possible."""
        rows = self.of_words.rows(reading)
        needed = np.flatnonzero(rows)
        use, ways = _set_in(self.of_words.table.take(rows.take(needed), axis=0))
        possible[ways, reading.lines_at(needed).take(use)] = True
        possible |= self.of_numbers & (reading.counts["digit"] > 0)
        possible &= reading.counts["words"] <= self.most_words

    def _allow_signs(self, text: str, ends: Places, possible: Flags) -> None:
        """Mark what signs make possible in the lines of a text, which end at these places."""
        for sign, of_sign in self.of_signs.items():
            at = text.find(sign)
            while at >= 0:
                line = ends.searchsorted(at)
                possible[of_sign, line] = True
                at = text.find(sign, ends[line])


def wording(rules: Sequence[StripRule]) -> Wording:
    """What the rules need, all together."""
    ways = [(rule, way) for rule in rules for way in rule.ways]
    needed = frozenset[str]().union(*(way.needs for _, way in ways))
    words = {word: row for row, word in enumerate(sorted(filter(str.isalpha, needed)), 1)}
    of_words = np.zeros((len(words) + 1, len(ways)), bool)  # row 0 is for other words
    for place, (_, way) in enumerate(ways):
        of_words[[words[need] for need in way.needs if need in words], place] = True
    most_words = [rule.max_words for rule, _ in ways]
    return Wording(
        rule_ids=tuple(rule.rule_id for rule, _ in ways),
        of_words=_NeededWords(words, of_words),
        of_numbers=_needing(NUMBER, ways)[:, None],
        of_signs={sign: _needing(sign, ways) for sign in sorted(needed) if not sign.isalnum()},
        of_any_line=np.array([not way.needs for _, way in ways], bool)[:, None],
        most_words=np.array(most_words, np.int64)[:, None],
        most_characters=np.array([most_characters(most) for most in most_words], np.int64)[:, None],
    )


def _set_in(flags: Flags) -> tuple[Places, Places]:
    """Rows and columns of the flags that are set, row by row: in a third of the time of `nonzero`."""
    return np.divmod(flags.ravel().nonzero()[0], flags.shape[1])


def _needing(need: str, ways: Sequence[tuple[StripRule, Way]]) -> Flags:
    return np.array([need in way.needs for _, way in ways], bool)
