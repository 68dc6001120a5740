"""A page as the rules see it: its blocks with how each one reads, and how much prose stands where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import mul

from pipeline.model import Block, Element
from pipeline.strip.prose import LEAST_BODY_WORDS, Line, lines_of
from pipeline.strip.reading import Reading, parts, read

_MAX_LINK_SHARE = 0.5
_HEADING_WORDS = 20


@dataclass(frozen=True, slots=True)
class Outline:
    """The blocks of one page with their readings; all tuples run in parallel."""

    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    is_heading: tuple[bool, ...]
    """The segmenter took the block for a heading."""
    is_body: tuple[bool, ...]
    """The block is clearly running text and not mostly links."""
    is_short: tuple[bool, ...]
    """It could be a title: short, and not running text."""
    prose_before: tuple[int, ...]
    """Words of body text above each block, and as last entry of the whole page."""
    elements: Sequence[Element]
    """See `Document.elements`."""
    names: frozenset[str]
    """All that the elements are called, their tags included."""
    readings: tuple[Reading, ...]
    """The blocks read, in parts: a page of very many is not looked at all at once."""

    def parts(self) -> Iterator[tuple[int, Reading]]:
        """The readings, each with the index of its first block."""
        start = 0
        for reading in self.readings:
            yield start, reading
            start += len(reading.lengths)

    def share_before(self, index: int) -> float:
        """Share of the page's body text that stands above a block, 0 to 1."""
        total = self.prose_before[-1]
        return self.prose_before[index] / total if total else 1.0

    def is_below(self, index: int, other: int) -> bool:
        """The first heading is of a lower rank than the second one, as far as the page gives ranks."""
        level, above = self.blocks[index].heading_level, self.blocks[other].heading_level
        return level is not None and above is not None and level > above


def outline(blocks: Iterable[Block], elements: Sequence[Element] = ()) -> Outline:
    """Read every block of a page once.

    Args:
        blocks: all of them, in order.
        elements: see `Document.elements`.
    """
    blocks = tuple(blocks)
    texts = [block.text for block in blocks]
    readings: list[Reading] = []
    lines: list[Line] = []
    for start, end in parts(list(map(len, texts))):
        readings.append(read(texts[start:end]))
        lines += lines_of(texts[start:end], readings[-1])
    words = [line.words for line in lines]
    body = [
        count >= LEAST_BODY_WORDS and line.is_body and link_share(block) < _MAX_LINK_SHARE
        for count, line, block in zip(words, lines, blocks, strict=True)
    ]
    return Outline(
        blocks=blocks,
        lines=tuple(lines),
        is_heading=tuple([block.is_heading for block in blocks]),
        is_body=tuple(body),
        is_short=tuple([count <= _HEADING_WORDS and not its for count, its in zip(words, body, strict=True)]),
        prose_before=tuple(accumulate(map(mul, words, body), initial=0)),
        elements=elements,
        names=frozenset([its.tag for its in elements]).union(*{its.names for its in elements}),
        readings=tuple(readings),
    )


def link_share(block: Block) -> float:
    """Share of the block's characters that stand inside links; 0 for plain text."""
    if block.markup is None or not block.text:
        return 0.0
    return min(1.0, block.markup.link_characters / len(block.text))
