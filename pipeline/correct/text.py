"""What the detectors read: the kept blocks of a document as sentences of words, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.model import Block

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,]\d+)*")
_STOP = re.compile(r"[.?!][\"'”’)\]]*\s|\n|[•|]")


class Word(NamedTuple):
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
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """The kept blocks of a document and their sentences, in order."""

    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]


def read_text(blocks: Sequence[Block]) -> Text:
    """The kept ones of the blocks, split into sentences and words; linear in their length."""
    kept = tuple(block for block in blocks if block.is_kept)
    runs = [(block, words) for block in kept for words in _runs(block)]
    return Text(kept, tuple(Sentence(number, *run) for number, run in enumerate(runs)))


def _runs(block: Block) -> Iterator[tuple[Word, ...]]:
    run: list[Word] = []
    end = 0
    for match in _WORD.finditer(block.text):
        gap = block.text[end : match.start()]
        if gap != " " and run and _STOP.search(gap):
            yield tuple(run)
            run = []
        word, end = match.group(), match.end()
        lower = word.lower().replace("’", "'")
        run.append(Word(block.start + match.start(), block.start + end, word, gap, lower))
    if run:
        yield tuple(run)
