"""A document as the corrector sees it: its words, how the language model reads them, how often they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.language import Language
from pipeline.correct.lexicon import Answers, Lexicon, Question, lexicon_for
from pipeline.correct.ngrams import Reading
from pipeline.correct.text import Text

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Scene:
    """What candidates are found in and judged by."""

    text: Text
    lowers: Sequence[Sequence[str]] = field(repr=False)
    """The lower-case words of each sentence."""
    reading: Reading = field(repr=False)
    uses: Mapping[str, int] = field(repr=False)
    """How often each lower-case word stands in the document."""
    words: Sequence[str] = field(repr=False)
    """The different lower-case words. Detectors ask first what these are, which are few, and then look at the
    places of those that concern them."""
    kind_of: Mapping[str, int] = field(repr=False)
    """The numbers of `words`."""
    kinds: NDArray[np.int64] = field(repr=False)
    """Of each word of the text, which of `words` it is."""
    lexicon: Lexicon = field(repr=False)
    numbers: NDArray[np.int64] = field(repr=False)
    """Of `words` in the lexicon."""

    go_on: Flags = field(repr=False)
    """Of each word of the text whether the one before stands in its sentence; one more, which has none."""
    pairs: NDArray[np.int64] = field(repr=False)
    """Neighbours in a sentence: which of `words` the first is, times their number, and the second; sorted."""

    def times_beside(self, lefts: NDArray[np.int64], rights: NDArray[np.int64]) -> NDArray[np.int64]:
        """How often words stand in a sentence right before others; each by its number in `words`, or -1."""
        pairs = np.where((lefts < 0) | (rights < 0), -1, lefts * len(self.words) + rights)
        return self.pairs.searchsorted(pairs, "right") - self.pairs.searchsorted(pairs)

    def times_amid(self, numbers: NDArray[np.int64], kinds: NDArray[np.int64]) -> NDArray[np.int64]:
        """How often words stand beside what stands beside some places in their sentences.

        Args:
            numbers: of the words at the places, counted through the text.
            kinds: for each place the word that is asked for, by its number among `words`, or -1.
        """
        befores = np.where(self.go_on[numbers], self.kinds[numbers - 1], -1)
        behinds = np.where(self.go_on[numbers + 1], self.kinds[(numbers + 1) % len(self.kinds)], -1)
        return self.times_beside(befores, kinds) + self.times_beside(kinds, behinds)

    def sides_of(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many neighbours words have in their sentences."""
        return np.add(self.go_on[numbers], self.go_on[numbers + 1], dtype=np.int64)

    def are(self, question: Question) -> Flags:
        """For each word of the text whether something holds for the lower-case word.

        Args:
            question: a function at the top of a module, for what it was answered is remembered.
        """
        return self.tell(question) > 0

    def tell(self, question: Question) -> Answers:
        """For each word of the text the answer to a question, see `are`."""
        return self.lexicon.tell(question, self.words, self.numbers)[self.kinds]


def scene_of(text: Text, language: Language) -> Scene:
    """Read a document; linear in its length."""
    counts = np.diff(text.firsts).tolist()
    words = list(dict.fromkeys(text.lowers))
    kind_of = dict(zip(words, range(len(words)), strict=True))
    kinds = np.fromiter(map(kind_of.__getitem__, text.lowers), np.int64, len(text.lowers))
    lexicon = lexicon_for(words, language)
    numbers = lexicon.numbers_of(words)
    ids, shares = lexicon.ids[numbers][kinds], lexicon.shares[numbers][kinds]
    reading = language.model.read_ids(counts, ids, shares)
    go_on = np.ones(len(kinds) + 1, np.bool_)
    go_on[text.firsts] = False
    return Scene(
        text=text,
        lowers=[text.lowers[first:end] for first, end in pairwise(text.firsts.tolist())],
        reading=reading,
        uses=dict(zip(words, np.bincount(kinds).tolist(), strict=True)),
        words=words,
        kind_of=kind_of,
        kinds=kinds,
        lexicon=lexicon,
        numbers=numbers,
        go_on=go_on,
        pairs=np.sort((kinds[:-1] * len(words) + kinds[1:])[go_on[1:-1]]),
    )
