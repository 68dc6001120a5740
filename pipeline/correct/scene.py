"""A document as the corrector sees it: its words, how the language model reads them, how often they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

from pipeline.correct.language import Language
from pipeline.correct.ngrams import Reading
from pipeline.correct.text import Text


@dataclass(frozen=True, slots=True)
class Scene:
    """What candidates are judged by."""

    text: Text
    lowers: Sequence[tuple[str, ...]] = field(repr=False)
    """The lower-case words of each sentence."""
    reading: Reading = field(repr=False)
    uses: Mapping[str, int] = field(repr=False)
    """How often each lower-case word stands in the document."""
    pairs: Mapping[tuple[str, str], int] = field(repr=False)
    """How often two lower-case words stand side by side in it."""


def scene_of(text: Text, language: Language) -> Scene:
    """Read a document; linear in its length."""
    lowers = [tuple(word.lower for word in sentence.words) for sentence in text.sentences]
    return Scene(
        text=text,
        lowers=lowers,
        reading=language.model.read(lowers),
        uses=Counter(chain.from_iterable(lowers)),
        pairs=Counter(chain.from_iterable(map(pairwise, lowers))),
    )
