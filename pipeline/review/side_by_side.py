"""A page as it was received and as it is in clean/, block by block."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from pipeline.pieces import Piece
from pipeline.review.entries import Row, row_of
from pipeline.review.index.blocks import COLUMNS, TableBlock, table_block
from pipeline.review.index.tables import explained, rows
from pipeline.review.refusals import NotThere
from pipeline.review.session import Work

MOST_ROWS = 500
"""Blocks shown of a page: those around the entry that was asked for."""
_MADE = ("applied", "accepted")


@dataclass(frozen=True, slots=True)
class SideRow:
    """A block: its raw text with what is changed marked as deleted, and its clean text if it was kept."""

    index: int
    kind: str
    raw: tuple[Piece, ...]
    clean: str | None
    is_kept: bool
    reason: str
    is_target: bool


@dataclass(frozen=True, slots=True)
class SidePage:
    """A page, or the part of it around an entry."""

    title: str
    path: str
    rows: tuple[SideRow, ...]
    above: int
    """Blocks that are left out above."""
    below: int
    """Blocks that are left out below."""


class _Change(NamedTuple):
    key: str
    start: int
    end: int
    status: str


def side_by_side(work: Work, document_id: str, key: str) -> SidePage:
    """A document's blocks in order.

    Args:
        work: what is reviewed.
        document_id: the document.
        key: an entry of it, to be marked; empty marks none.

    Raises:
        NotThere: the tables have no such document.
    """
    query = "SELECT title, path, blocks_at FROM documents WHERE document_id = ?"
    found = work.connection.execute(query, (document_id,)).fetchone()
    if found is None:
        raise NotThere("This page is no longer in clean/.", remedy="Go back to the queue and load it again.")
    title, path, offset = found
    blocks = _blocks(work.desk.clean, document_id, offset) if offset else []
    target = row_of(work.connection, key) if key else None
    if target and target.document_id != document_id:
        target = None
    first, last = _window(blocks, target)
    shown = tuple(_row(work.connection, block, target) for block in blocks[first:last])
    return SidePage(title, path, shown, above=first, below=len(blocks) - last)


def _blocks(clean: Path, document_id: str, offset: int) -> list[TableBlock]:
    with explained(clean):
        found = (table_block(row.cells) for row in rows(clean / "blocks.csv", COLUMNS, offset))
        return list(takewhile(lambda block: block.document_id == document_id, found))


def _window(blocks: Sequence[TableBlock], target: Row | None) -> tuple[int, int]:
    at = next(
        (place for place, block in enumerate(blocks) if target and block.block_index == target.block_index), 0
    )
    first = max(0, min(at - MOST_ROWS // 2, len(blocks) - MOST_ROWS))
    return first, min(len(blocks), first + MOST_ROWS)


def _row(connection: sqlite3.Connection, block: TableBlock, target: Row | None) -> SideRow:
    is_target = target is not None and target.kind != "duplicate" and target.block_index == block.block_index
    marked = _marked(connection, block, target.key if target and is_target else "")
    return SideRow(
        index=block.block_index,
        kind=block.kind,
        raw=tuple(_pieces(block, marked)),
        clean=block.clean_text if block.is_kept else None,
        is_kept=block.is_kept,
        reason=block.reason,
        is_target=is_target,
    )


def _marked(connection: sqlite3.Connection, block: TableBlock, key: str) -> list[_Change]:
    """The corrections of a block that are made, and the one that was asked for, by place."""
    query = (
        "SELECT key, start, end, status FROM entries "
        "WHERE document_id = ? AND block_index = ? AND kind = 'correction' ORDER BY start, end, key"
    )
    found = (_Change(*row) for row in connection.execute(query, (block.document_id, block.block_index)))
    return [change for change in found if change.status in _MADE or change.key == key]


def _pieces(block: TableBlock, marked: Sequence[_Change]) -> Iterator[Piece]:
    position = 0
    for change in marked:
        start, end = change.start - block.start, change.end - block.start
        if position <= start < end <= len(block.text):  # one that was asked for may overlap one that is made
            if start > position:
                yield Piece("same", block.text[position:start])
            yield Piece("del", block.text[start:end])
            position = end
    if position < len(block.text):
        yield Piece("same", block.text[position:])
