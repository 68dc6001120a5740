"""A clean document as the relation rules read it: its sentences in order, each with its mentions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.extract.cues import Words, split_words
from pipeline.extract.sentences import sentences
from pipeline.model import CleanBlock, CleanText, Mention

LONGEST_SENTENCE = 4_000
"""Characters after which a sentence is cut at the next space; bounds the work on hostile text."""
_ITEM = re.compile(r"[:;]\s{1,5}(?=[-–•*]\s)")
_BULLETS = ("-", "–", "•", "*")


@dataclass(frozen=True, slots=True)
class Spot:
    """A mention in its sentence: `first` and `last` count words, half-open."""

    mention: Mention
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a block."""

    block: CleanBlock
    text: str
    words: Words
    spots: tuple[Spot, ...]

    @property
    def is_heading(self) -> bool:
        """Whether the sentence is a heading or part of one."""
        return self.block.block.is_heading

    @property
    def is_question(self) -> bool:
        """Whether it ends in a question mark."""
        return self.text.endswith("?")

    @property
    def is_listed(self) -> bool:
        """Whether it is a member of a list."""
        return self.block.block.kind in ("list_item", "table_row") or self.text.startswith(_BULLETS)


def read(clean: CleanText, mentions: Iterable[Mention]) -> Iterator[Sentence]:
    """The sentences of the kept text in reading order; time is linear in the text."""
    ordered = sorted(mentions, key=lambda mention: (mention.clean_start, mention.clean_end, mention.id))
    starts = [mention.clean_start for mention in ordered]
    for block in clean.blocks:
        for start, end in _pieces(block):
            origin = block.start + start
            near = ordered[bisect_left(starts, origin) : bisect_left(starts, block.start + end)]
            words = split_words(block.text[start:end])
            spots = tuple(_spot(mention, words, origin) for mention in near)
            yield Sentence(block, block.text[start:end], words, spots)


def _spot(mention: Mention, words: Words, origin: int) -> Spot:
    first = bisect_right(words.ends, mention.clean_start - origin)
    last = bisect_left(words.starts, mention.clean_end - origin)
    return Spot(mention, first, max(first, last))


def _pieces(block: CleanBlock) -> Iterator[tuple[int, int]]:
    """Sentences, parted further where a flattened list begins, and where they are endless.

    A heading is one piece: the full stop of its number ends no sentence.
    """
    text = block.text
    spans = ((0, len(text)),) if block.block.is_heading else sentences(text)
    for start, end in spans:
        place = start
        for match in _ITEM.finditer(text, start, end):
            yield from _cut(text, place, match.start() + 1)
            place = match.end()
        yield from _cut(text, place, end)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_SENTENCE:
        space = text.find(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        cut = start + LONGEST_SENTENCE if space < 0 else space
        yield start, cut
        start = cut
    if start < end:
        yield start, end
