"""What the detectors read: the kept blocks of a document as sentences of words, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain
from typing import NamedTuple

import msgspec

from pipeline.model import Block

_WORD = re.compile(r"([^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,]\d+)*)")
_PLAIN_WORD = re.compile(r"([A-Za-z]+(?:'[A-Za-z]+)*|[0-9]+(?:[.,][0-9]+)*)")
"""The same in ASCII, where it costs half."""
_STOP = re.compile(r"[.?!][\"'”’)\]]*\s|\n|[•|]")


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word or number and its place in `Document.text` (half-open, code points)."""

    start: int
    end: int
    text: str
    gap: str
    """What stands between the word before (or the block's start) and this one."""
    lower: str
    """The word in lower case with a plain apostrophe."""


class Sentence(NamedTuple):
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
    """The kept ones of the blocks, split into sentences and words; linear in their length."""
    kept = tuple(block for block in blocks if block.is_kept)
    runs = [(block, words) for block in kept for words in _runs(block)]
    firsts = accumulate((len(words) for _, words in runs), initial=0)
    sentences = tuple(
        Sentence(number, block, words, first)
        for number, ((block, words), first) in enumerate(zip(runs, firsts, strict=False))
    )
    numbers = list(chain.from_iterable([its.number] * len(its.words) for its in sentences))
    return Text(kept, sentences, list(chain.from_iterable(words for _, words in runs)), numbers)


def _runs(block: Block) -> Iterator[Sequence[Word]]:
    """The words of each sentence of a block."""
    pattern = _PLAIN_WORD if block.text.isascii() else _WORD
    parts = pattern.split(block.text)  # gap, word, gap ... word, gap
    ends = list(accumulate(map(len, parts), initial=block.start))
    gaps, texts = parts[0:-1:2], parts[1::2]
    lowers = [text.lower() for text in texts]
    if "’" in block.text:
        lowers = [lower.replace("’", "'") for lower in lowers]
    # All words of a block are made by one call a row: a page has thousands.
    words = list(map(Word, ends[1::2], ends[2::2], texts, gaps, lowers))
    start = 0
    for place, gap in enumerate(gaps):
        if gap != " " and place and _STOP.search(gap):
            yield words[start:place]
            start = place
    if words:
        yield words[start:]
