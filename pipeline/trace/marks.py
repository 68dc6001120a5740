"""Where on a block's text its edits and mentions stand, cut so that marks never overlap."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.model import MADE, Block, Edit, Mention


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of a block's text under the same marks."""

    text: str
    edit: Edit | None
    mentions: tuple[Mention, ...]
    """Those that cover it, the shortest first."""
    begins: tuple[Mention, ...]
    """Those whose first fragment it is."""
    ends: tuple[Mention, ...]
    """Those whose last fragment it is, the shortest first."""


def placed(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits that can be shown in the text side by side, by place.

    All made ones, and of the others those that overlap none before them.
    """
    chosen: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.status not in MADE, edit.start, edit.end)):
        place = bisect(chosen, _place(edit), key=_place)
        if all(_is_apart(edit, other) for other in chosen[max(0, place - 1) : place + 1]):
            chosen.insert(place, edit)
    return tuple(chosen)


def fragments(
    block: Block, edits: Sequence[Edit], mentions: Iterable[Mention], end: int
) -> tuple[Fragment, ...]:
    """The block's text in fragments, in order; joined, they are the text up to `end`.

    A mention that begins or ends within an edit is widened to all of it, so that an edit stays in one piece.

    Args:
        block: the block.
        edits: as `placed` gives them.
        mentions: the block's mentions, in raw offsets.
        end: where to stop, as an offset into the document; marks that reach further are left out.
    """
    shown = [edit for edit in edits if edit.end <= end]
    spans = [_Span.of(mention, shown) for mention in mentions if mention.end <= end]
    spans.sort(key=lambda span: (span.start, -span.end, span.mention.id))
    return tuple(_cut(block, _atoms(block.start, end, shown, spans), spans))


def _is_apart(edit: Edit, other: Edit) -> bool:
    is_twice_there = edit.start == other.start and (edit.start == edit.end or other.start == other.end)
    return not is_twice_there and (edit.end <= other.start or other.end <= edit.start)


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end


@dataclass(frozen=True, slots=True)
class _Span:
    """A mention in raw offsets, widened to the edits that it touches in part."""

    start: int
    end: int
    mention: Mention

    @classmethod
    def of(cls, mention: Mention, edits: Iterable[Edit]) -> _Span:
        span = cls(mention.start, mention.end, mention)
        for edit in edits:
            if edit.start < span.end and span.start < edit.end:
                span = replace(span, start=min(span.start, edit.start), end=max(span.end, edit.end))
        return span

    def length(self) -> tuple[int, str]:
        return self.end - self.start, self.mention.id

    def covers(self, atom: _Atom) -> bool:
        inside = self.start <= atom.start and atom.end <= self.end
        is_between = self.start < atom.start < self.end
        return inside and (atom.start < atom.end or is_between)


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    edit: Edit | None


def _atoms(start: int, end: int, edits: Sequence[Edit], spans: Sequence[_Span]) -> Iterator[_Atom]:
    """The edits, and what lies between them cut at the mentions' bounds."""
    cuts = sorted(
        {end, *(bound for span in spans for bound in (span.start, span.end) if start <= bound <= end)}
    )
    position, following = start, iter([*edits, None])
    edit = next(following)
    for cut in cuts:
        while edit is not None and edit.start <= cut and (edit.end <= cut or edit.start < cut):
            if position < edit.start:
                yield _Atom(position, edit.start, None)
            yield _Atom(edit.start, edit.end, edit)
            position, edit = edit.end, next(following)
        if position < cut:
            yield _Atom(position, cut, None)
            position = cut


def _cut(block: Block, atoms: Iterable[_Atom], spans: Sequence[_Span]) -> Iterator[Fragment]:
    coming, active = list(reversed(spans)), list[_Span]()
    for atom in atoms:
        while coming and coming[-1].start <= atom.start:
            active.append(coming.pop())
        active = [span for span in active if span.end > atom.start]
        covering = sorted((span for span in active if span.covers(atom)), key=_Span.length)
        yield Fragment(
            block.text[atom.start - block.start : atom.end - block.start],
            atom.edit,
            tuple(span.mention for span in covering),
            begins=tuple(span.mention for span in covering if span.start == atom.start),
            ends=tuple(span.mention for span in covering if span.end == atom.end),
        )
