"""The text that is left: kept blocks with their corrections made."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import msgspec

from pipeline.model.document import Block
from pipeline.model.edits import Edit


class CleanBlock(msgspec.Struct, frozen=True, dict=True):
    """A kept block with its applied edits made.

    `start` counts in `CleanText.text`. `edits` are the made ones, sorted, in raw offsets.
    """

    block: Block
    text: str
    start: int
    edits: tuple[Edit, ...] = ()

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Raw offsets of a span of `self.text` (block-relative, half-open).

        A span that touches replaced text covers the whole of what was replaced.
        """
        raw_start, raw_end = self._raw(start, at_end=False), self._raw(end, at_end=True)
        return raw_start, max(raw_start, raw_end)

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        """Where what each edit put there ends in `self.text`: a long line may have thousands of edits."""
        shifts = accumulate(len(edit.after) - (edit.end - edit.start) for edit in self.edits)
        return tuple(
            edit.end - self.block.start + shift for edit, shift in zip(self.edits, shifts, strict=True)
        )

    def _raw(self, position: int, *, at_end: bool) -> int:
        if not self.edits:
            return self.block.start + position
        place = (bisect_left if at_end else bisect_right)(self._ends, position)
        if place == len(self.edits):
            return self.edits[-1].end + position - self._ends[-1]
        edit = self.edits[place]
        beyond = position - (self._ends[place] - len(edit.after))
        if beyond < 0 or (beyond == 0 and at_end):
            return edit.start + beyond
        return edit.end if at_end else edit.start


@dataclass(frozen=True)
class CleanText:
    """The kept blocks of a document after correction, joined by line feeds."""

    document_id: str
    title: str | None
    blocks: tuple[CleanBlock, ...]

    @cached_property
    def text(self) -> str:
        """The clean text of the document."""
        return "\n".join(block.text for block in self.blocks)
