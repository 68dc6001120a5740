"""What the detectors read: the kept blocks of a document as sentences of words, with their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray

from pipeline.model import Block

_WORD = re.compile(r"([^\W\d_]++(?:['’][^\W\d_]++)*+|\d++(?:[.,]\d++)*+)")
_LETTER = "[A-Za-z\xaa\xb2\xb3\xb5\xb9\xba\xbc-\xbe\xc0-\xd6\xd8-\xf6\xf8-\u024f]"
_WESTERN_WORD = re.compile(f"({_LETTER}++(?:['’]{_LETTER}++)*+|[0-9]++(?:[.,][0-9]++)*+)")
"""The same where all letters and digits are Latin, in two thirds of the time."""
_NOT_WESTERN = re.compile(
    "[^\0-\u024f\u2000-\u206f\u20a0-\u20cf\u2122\u2190-\u245f\u2500-\u2775\u2794-\u2bff\ufe0f\ufeff"
    "\U0001f300-\U0001faff]"
)
"""Neither Latin nor punctuation, a sign or a picture, of which none is a letter or digit."""
_STOP = re.compile(r"[.?!][\"'”’)\]]*\s|\n|[•|]")


Numbers = NDArray[np.int64]


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word or number and its place in `Document.text` (half-open, code points)."""

    start: int
    end: int
    text: str
    gap: str
    """What stands between the word before (or the block's start) and this one."""
    lower: str
    """The word in lower case with a plain apostrophe."""


class Sentence(msgspec.Struct, frozen=True):
    """Words of one block up to a full stop or line break; `number` counts through the document."""

    number: int
    block: Block
    words: Sequence[Word]
    first: int = 0
    """The number of its first word, counted through the document."""


@dataclass(frozen=True, slots=True)
class Text:
    """The kept blocks of a document and their sentences, in order."""

    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    words: Sequence[Word] = field(repr=False)
    """Those of all sentences."""
    lowers: Sequence[str] = field(repr=False)
    """Of each word `Word.lower`."""
    sentence_numbers: Sequence[int] = field(repr=False)
    """Of each word the number of its sentence."""

    def place_of(self, number: int) -> tuple[Sentence, int]:
        """The sentence of a word, and the word's number in it.

        Args:
            number: of the word, counted through the document.
        """
        sentence = self.sentences[self.sentence_numbers[number]]
        return sentence, number - sentence.first


def read_text(blocks: Sequence[Block]) -> Text:
    """The kept ones of the blocks, split into sentences and words; linear in their length.

    They are split as one text, a block a line: a page has many, and thousands of words, of which each step
    is taken at once.
    """
    kept = tuple([block for block in blocks if block.is_kept])
    page = "\n".join([block.text for block in kept])
    parts = (_WORD if _NOT_WESTERN.search(page) else _WESTERN_WORD).split(page)  # gap, word ... word, gap
    gaps, texts = parts[0:-1:2], parts[1::2]
    numbers, starts, ends = _places(kept, np.fromiter(map(len, parts), np.int64, len(parts)))
    firsts = np.flatnonzero(numbers != np.concatenate(((-1,), numbers[:-1])))
    for first, number in zip(firsts.tolist(), numbers[firsts].tolist(), strict=True):
        block = kept[number]  # what ends the block before is not its own
        gaps[first] = block.text[: starts[first] - block.start]
    lowers = "\n".join(texts).lower().replace("’", "'").split("\n") if texts else []
    words = list(map(Word, starts, ends, texts, gaps, lowers))
    stops = {gap for gap in set(gaps) if _STOP.search(gap)}
    opens = np.fromiter(map(stops.__contains__, gaps), np.bool_, len(gaps))
    opens[firsts] = True
    openings = [*opens.nonzero()[0].tolist(), len(words)]
    sentences = tuple(
        Sentence(number, kept[block], words[first:end], first)
        for number, (block, (first, end)) in enumerate(
            zip(numbers[opens].tolist(), pairwise(openings), strict=True)
        )
    )
    return Text(kept, sentences, words, lowers, (np.cumsum(opens) - 1).tolist())


def _places(kept: Sequence[Block], lengths: Numbers) -> tuple[Numbers, list[int], list[int]]:
    """Of each word the number of its block, and where it starts and ends in `Document.text`.

    Args:
        kept: the blocks that were joined.
        lengths: of what they were split into, see `read_text`.
    """
    own = np.array([block.start for block in kept], np.int64)
    sizes = np.array([len(block.text) + 1 for block in kept], np.int64)
    begins, ends = np.cumsum(sizes) - sizes, np.cumsum(lengths)
    numbers = begins.searchsorted(ends[:-1:2], "right") - 1
    shifts = (own - begins)[numbers]
    return numbers, (ends[:-1:2] + shifts).tolist(), (ends[1::2] + shifts).tolist()
