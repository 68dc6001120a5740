"""How much likelier a text becomes by a change of its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.ngrams.tables import BOUNDARY, Ids, Logs, Seen, Tables
from pipeline.correct.ngrams.words import Words

Sums = NDArray[np.float64]


class Change(NamedTuple):
    """Other words in the place of some (half-open); either may be none."""

    start: int
    """A place in a `Reading`."""
    end: int
    words: Sequence[str]
    """In lower case."""


class Replaced(NamedTuple):
    """Single words in the place of others; arrays of the shape (changes,)."""

    starts: Ids
    """Places of the first words that are replaced."""
    ends: Ids
    """Places behind the last ones; the starts where none is replaced."""
    ids: Ids
    """Of the words that replace them, see `Words.read`."""
    shares: Logs
    """See `ids`."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The sentences of a text as a model reads them, with a boundary before and after each."""

    starts: tuple[int, ...]
    """The place of the first word of each sentence; its other words have the places after."""
    places: Ids = field(repr=False)
    """That of each word, counted through all sentences; shape (words,)."""
    tokens: Ids = field(repr=False)
    """Word ids, shape (places,)."""
    logs: Sums = field(repr=False)
    """log10 of the probability of all tokens before a place, each after those before it; one place more."""
    shares: Sums = field(repr=False)
    """log10 of the shares that the words before a place have in what their ids stand for; one place more."""
    seen: Sequence[Seen] = field(repr=False)
    """What each token is by n-grams of each length, see `Tables.read`."""


@dataclass(frozen=True, slots=True, eq=False)
class LanguageModel:
    """An n-gram model over words; loaded once and only read, and equal to itself alone.

    All it says are whole multiples of 1/32, so that nothing depends on the order of adding.
    """

    words: Words
    tables: Tables = field(repr=False)

    def read(self, sentences: Sequence[Sequence[str]]) -> Reading:
        """Read a text.

        Args:
            sentences: their words in lower case.
        """
        ids, shares = self.words.read([word for sentence in sentences for word in sentence])
        return self.read_ids(list(map(len, sentences)), ids, shares)

    def read_ids(self, lengths: Sequence[int], ids: Ids, shares: Logs) -> Reading:
        """Read a text whose words are known by number.

        Args:
            lengths: how many words each sentence has.
            ids: of the words, see `Words.read`.
            shares: see `ids`.
        """
        ends = np.cumsum([0, *lengths])
        starts = self.tables.reach + ends + np.arange(len(ends))
        places = np.arange(len(ids)) + np.repeat((starts - ends)[:-1], np.diff(ends))
        tokens = np.full(starts[-1] + self.tables.reach, BOUNDARY)
        tokens[places] = ids
        placed = np.zeros(len(tokens))
        placed[places] = shares
        seen = self.tables.read(tokens)
        return Reading(tuple(starts[:-1].tolist()), places, tokens, _sums(seen[-1].logs), _sums(placed), seen)

    def gains(self, reading: Reading, changes: Sequence[Change]) -> Sums:
        """log10 of the probability of the text with each change over that of the text as it stands.

        Args:
            reading: the text.
            changes: each is judged for itself; none reaches beyond its sentence.

        Returns:
            Shape (changes,).
        """
        if not changes:
            return np.zeros(0)
        new, shares = self.words.read([word for change in changes for word in change.words])
        return self._gains(reading, _spans(changes), new, shares)

    def word_gains(self, reading: Reading, replaced: Replaced, least: Sums) -> Sums:
        """The gains of single words in the place of others; arrays have the shape (changes,).

        The probability is summed up word by word. As no logarithm is above 0, a change is given up as soon as
        it cannot gain enough: most are by the word itself.

        Args:
            reading: the text.
            replaced: each is judged for itself; none reaches beyond its sentence.
            least: what each must gain; what gains less is told to gain minus infinity.
        """
        starts, ends, words, shares = replaced
        gains, sums = np.full(len(words), -np.inf), shares - self.standing(reading, starts, ends)
        (kept,) = (sums >= least).nonzero()
        sums, words, befores = sums[kept], words[kept], starts[kept] - 1
        contexts, seen = [its.places[befores] for its in reading.seen[:-1]], self.tables.alone(words)
        for step in range(self.tables.reach + 1):
            if step:
                # N-grams of no more words than stand behind the new one are those of the text.
                at, known = ends[kept] + (step - 1), reading.seen[step - 1]
                words, seen = reading.tokens[at], Seen(known.places[at], known.logs[at])
                contexts = contexts[step - 1 - self.tables.reach :]
            found = self.tables.after(contexts, words, seen)
            sums = sums + found[-1].logs
            (likely,) = (sums >= least[kept]).nonzero()
            if not len(likely):
                return gains
            kept, sums = kept[likely], sums[likely]
            contexts = [its.places[likely] for its in found[:-1]]
        gains[kept] = sums
        return gains

    def standing(self, reading: Reading, starts: Ids, ends: Ids) -> Sums:
        """log10 of the probability of words as they stand, and of those behind that depend on them.

        Args:
            reading: the text.
            starts: places of the first words.
            ends: places behind the last ones.
        """
        logs = reading.logs[ends + self.tables.reach] - reading.logs[starts]
        return np.asarray(logs + reading.shares[ends] - reading.shares[starts])

    def _gains(self, reading: Reading, spans: _Spans, new: Ids, shares: Logs) -> Sums:
        reach = self.tables.reach
        tokens, firsts = _windows(reading.tokens, spans, new, reach)
        sums, own = _sums(self.tables.log_probabilities(tokens)), _sums(shares)
        last = np.cumsum(spans.counts)
        after = sums[firsts + spans.counts + 2 * reach] - sums[firsts + reach]
        after += own[last] - own[last - spans.counts]
        return np.asarray(after - self.standing(reading, spans.starts, spans.ends))

    def commonness(self, words: Sequence[str]) -> Sums:
        """log10 of each word's probability where nothing is known of what stands before it.

        Args:
            words: in lower case.
        """
        return self.commonness_of(*self.words.read(words))

    def commonness_of(self, ids: Ids, shares: Logs) -> Sums:
        """See `commonness`; the words are told by their ids and shares, see `Words.read`."""
        return np.asarray(self.tables.orders[0].probabilities[ids] + shares, np.float64)


class _Spans(NamedTuple):
    """Where changes start and end in a reading, and how many words each has of its own."""

    starts: Ids
    ends: Ids
    counts: Ids


def _spans(changes: Sequence[Change]) -> _Spans:
    starts, ends = np.array([change[:2] for change in changes], np.int64).T
    return _Spans(starts, ends, np.array([len(change.words) for change in changes], np.int64))


def _windows(tokens: Ids, spans: _Spans, new: Ids, reach: int) -> tuple[Ids, Ids]:
    """What stands before each change, its own words and what stands after it, all in one row.

    Args:
        tokens: of the text.
        spans: of the changes.
        new: the words of all changes in order.
        reach: how many tokens on each side belong to a window.

    Returns:
        The row, and the place of each window's first token.
    """
    lengths = spans.counts + 2 * reach
    firsts = np.cumsum(lengths) - lengths
    near = np.arange(reach)
    row = np.full(lengths.sum(), -1)
    row[firsts[:, None] + near] = tokens[spans.starts[:, None] - reach + near]
    row[(firsts + spans.counts + reach)[:, None] + near] = tokens[spans.ends[:, None] + near]
    row[row < 0] = new
    return row, firsts


def _sums(logs: NDArray[np.floating]) -> Sums:
    """What comes before each place, and all of it; exact, see `FINENESS`."""
    return np.concatenate((np.zeros(1), np.cumsum(logs, dtype=np.float64)))
