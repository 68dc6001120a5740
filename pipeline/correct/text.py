"""What the detectors read: the kept blocks of a document as sentences of words, with their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, overload

import msgspec
import numpy as np

from pipeline.correct.tokens import Numbers, Tokens, tokens_of
from pipeline.model import Block


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word or number and its place in `Document.text` (half-open, code points)."""

    start: int
    end: int
    text: str
    gap: str
    """What stands between the word before (or the block's start) and this one."""
    lower: str
    """The word in lower case with a plain apostrophe."""


class Source(NamedTuple):
    """The kept blocks of a document as one text, a block a line, and where its words stand."""

    blocks: tuple[Block, ...]
    page: str
    """The texts of the blocks, a line each."""
    begins: Numbers
    """Where each block begins in `page`."""
    tokens: Tokens
    """The words by their places in `page`."""
    blocks_of: Numbers
    """Of each word the number of its block."""

    def word(self, number: int) -> Word:
        """A word, by its number in the document."""
        tokens, block = self.tokens, self.blocks_of.item(number)
        start, end, begin = tokens.starts.item(number), tokens.ends.item(number), self.begins.item(block)
        before = max(tokens.ends.item(number - 1), begin) if number else begin
        shift = self.blocks[block].start - begin
        return Word(
            start + shift, end + shift, self.page[start:end], self.page[before:start], tokens.lowers[number]
        )


class Words(Sequence[Word]):
    """Neighbouring words of a text, each made when it is first asked for: most never are."""

    __slots__ = ("_count", "_first", "_made", "_source")

    def __init__(self, source: Source, first: int, count: int) -> None:
        """Begin with none made.

        Args:
            source: holds them.
            first: number of the first one, counted through the document.
            count: how many there are.
        """
        self._source, self._first, self._count = source, first, count
        self._made: dict[int, Word] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Word: ...

    @overload
    def __getitem__(self, place: slice) -> list[Word]: ...

    def __getitem__(self, place: int | slice) -> Word | list[Word]:
        if isinstance(place, slice):
            return [self[its] for its in range(*place.indices(self._count))]
        if place < 0:
            place += self._count
        if not 0 <= place < self._count:
            raise IndexError(place)
        word = self._made.get(place)
        if word is None:
            word = self._made[place] = self._source.word(self._first + place)
        return word

    def __iter__(self) -> Iterator[Word]:
        return map(self.__getitem__, range(self._count))


class Sentence(msgspec.Struct, frozen=True):
    """Words of one block up to a full stop or line break; `number` counts through the document."""

    number: int
    block: Block
    words: Sequence[Word]
    first: int = 0
    """The number of its first word, counted through the document."""


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """The kept blocks of a document and their sentences, in order.

    Who looks at many words goes by `source` and `lowers`; words and sentences are made for the few that are
    left.
    """

    source: Source
    firsts: Numbers = field(repr=False)
    """The number of the first word of each sentence, and how many words there are."""
    sentence_numbers: Numbers = field(repr=False)
    """Of each word the number of its sentence."""
    _made: dict[int, Sentence] = field(init=False, repr=False, default_factory=dict)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The kept blocks of the document."""
        return self.source.blocks

    @property
    def lowers(self) -> list[str]:
        """Of each word `Word.lower`."""
        return self.source.tokens.lowers

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All of them."""
        return tuple(map(self.sentence, range(len(self.firsts) - 1)))

    def sentence(self, number: int) -> Sentence:
        """One of the sentences."""
        made = self._made.get(number)
        if made is None:
            first, end = self.firsts.item(number), self.firsts.item(number + 1)
            block = self.source.blocks[self.source.blocks_of.item(first)]
            made = Sentence(number, block, Words(self.source, first, end - first), first)
            self._made[number] = made
        return made

    def place_of(self, number: int) -> tuple[Sentence, int]:
        """The sentence of a word, and the word's number in it.

        Args:
            number: of the word, counted through the document.
        """
        sentence = self.sentence(self.sentence_numbers.item(number))
        return sentence, number - sentence.first

    def written(self, numbers: Numbers) -> list[str]:
        """Words as they are written.

        Args:
            numbers: of the words, counted through the document.
        """
        page, tokens = self.source.page, self.source.tokens
        places = zip(tokens.starts[numbers].tolist(), tokens.ends[numbers].tolist(), strict=True)
        return [page[start:end] for start, end in places]


def read_text(blocks: Sequence[Block]) -> Text:
    """The kept ones of the blocks, split into sentences and words; linear in their length.

    They are split as one text, a block a line: a page has many, and thousands of words, of which each step
    is taken at once.
    """
    kept = tuple([block for block in blocks if block.is_kept])
    page = "\n".join([block.text for block in kept])
    tokens = tokens_of(page)
    sizes = np.array([len(block.text) + 1 for block in kept], np.int64)
    begins = np.cumsum(sizes) - sizes
    firsts = np.append(tokens.starts.searchsorted(begins), len(tokens.starts))
    blocks_of = np.repeat(np.arange(len(kept)), np.diff(firsts))
    opens = np.append(tokens.ended, True)
    opens[firsts] = True
    source = Source(kept, page, begins, tokens, blocks_of)
    return Text(source, opens.nonzero()[0], np.cumsum(opens[:-1]) - 1)
