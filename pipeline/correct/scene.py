"""A document as the corrector sees it: its words, how the language model reads them, how often they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.correct.language import Language
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
    """How often each lower-case word stands in the document. Detectors ask first what these words are, which
    are few, and then look at the places of those that concern them."""
    kinds: NDArray[np.int64] = field(repr=False)
    """Of each word of the text, which of `uses` it is."""
    pairs: Mapping[tuple[str, str], int] = field(repr=False)
    """How often two lower-case words stand side by side in it."""

    def are(self, flags: Iterable[bool]) -> Flags:
        """For each word of the text what holds for the lower-case word.

        Args:
            flags: one for each of `uses`, in order.
        """
        return np.fromiter(flags, np.bool_, len(self.uses))[self.kinds]


def scene_of(text: Text, language: Language) -> Scene:
    """Read a document; linear in its length."""
    lowers = [tuple([word.lower for word in sentence.words]) for sentence in text.sentences]
    flat = list(chain.from_iterable(lowers))
    uses = Counter(flat)
    numbers = {word: number for number, word in enumerate(uses)}
    return Scene(
        text=text,
        lowers=lowers,
        reading=language.model.read(lowers),
        uses=uses,
        kinds=np.fromiter(map(numbers.__getitem__, flat), np.int64, len(flat)),
        pairs=Counter(chain.from_iterable(map(pairwise, lowers))),
    )
