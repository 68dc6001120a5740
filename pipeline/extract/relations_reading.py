"""A clean document as the relation rules read it: its sentences in order, each with its mentions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import msgspec

from pipeline.extract.cues import Words, rough_words, split_words
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


class Sentence(msgspec.Struct, frozen=True, dict=True):
    """One sentence of a block; most have no mentions, and are never split into words."""

    block: CleanBlock
    start: int
    """Where it begins in the block's text."""
    text: str
    rough_words: Sequence[str]
    """See `pipeline.extract.cues.rough_words`."""
    mentions: Sequence[Mention]
    """Those that begin in it, in order."""

    @cached_property
    def words(self) -> Words:
        """Its words and marks."""
        return split_words(self.text)

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """Its mentions by words."""
        if not self.mentions:
            return ()
        origin = self.block.start + self.start
        return tuple(_spot(mention, self.words, origin) for mention in self.mentions)

    @property
    def is_heading(self) -> bool:
        """Whether the sentence is a heading or part of one."""
        return self.block.block.is_heading

    @property
    def is_question(self) -> bool:
        """Whether it ends in a question mark."""
        return self.text.endswith("?")

    @property
    def opens_block(self) -> bool:
        """Whether it is the first of its block or begins with a bullet: what follows only explains it."""
        return self.start == 0 or self.text.startswith(_BULLETS)

    @property
    def is_listed(self) -> bool:
        """Whether it is a member of a list."""
        return self.block.block.kind in ("list_item", "table_row") or self.text.startswith(_BULLETS)


def read(clean: CleanText, mentions: Iterable[Mention]) -> Iterator[Sentence]:
    """The sentences of the kept text in reading order; time is linear in the text."""
    ordered = sorted(mentions, key=lambda mention: (mention.clean_start, mention.clean_end, mention.id))
    starts = [mention.clean_start for mention in ordered]
    for block in clean.blocks:
        first, last = (bisect_left(starts, block.start + place) for place in (0, len(block.text)))
        for start, end in _pieces(block):
            inside: Sequence[Mention] = ()
            if first < last:
                near = (bisect_left(starts, block.start + place, first, last) for place in (start, end))
                inside = ordered[slice(*near)]
            text = block.text[start:end]
            yield Sentence(block, start, text, rough_words(text), inside)


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
        if end - start <= LONGEST_SENTENCE and not _ITEM.search(text, start, end):
            yield start, end
            continue
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
