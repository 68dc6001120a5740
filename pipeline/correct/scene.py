"""A document as the corrector sees it: its words, how the language model reads them, how often they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

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
    lowers: Sequence[tuple[str, ...]] = field(repr=False)
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

    def times_beside(self, left: str, right: str) -> int:
        """How often a lower-case word stands in its sentence right before another."""
        if left not in self.kind_of or right not in self.kind_of:
            return 0
        before = np.flatnonzero(self.kinds[:-1] == self.kind_of[left])
        before = before[self.kinds[before + 1] == self.kind_of[right]]
        return int(np.count_nonzero(np.diff(self.reading.places)[before] == 1))

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
    lowers = [tuple([word.lower for word in sentence.words]) for sentence in text.sentences]
    flat = list(chain.from_iterable(lowers))
    uses = Counter(flat)
    words, lexicon = list(uses), lexicon_for(list(uses), language)
    kind_of = {word: kind for kind, word in enumerate(words)}
    kinds = np.fromiter(map(kind_of.__getitem__, flat), np.int64, len(flat))
    numbers = lexicon.numbers_of(words)
    ids, shares = lexicon.ids[numbers][kinds], lexicon.shares[numbers][kinds]
    return Scene(
        text=text,
        lowers=lowers,
        reading=language.model.read_ids(list(map(len, lowers)), ids, shares),
        uses=uses,
        words=words,
        kind_of=kind_of,
        kinds=kinds,
        lexicon=lexicon,
        numbers=numbers,
    )
