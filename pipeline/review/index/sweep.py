"""One pass over blocks.csv that gives every entry its block: a merge of sorted rows, in little memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import msgspec

from pipeline.heeding import block_key
from pipeline.review.context import REACH, Passage, shortened, tail
from pipeline.review.index import blocks
from pipeline.review.index.blocks import TableBlock, table_block
from pipeline.review.index.corrections import correction
from pipeline.review.index.gathered import Gathered, PageName
from pipeline.review.index.mentions import mention
from pipeline.review.index.tables import rows

_FOUND = """
SELECT document_id, block_index, start, kind, cells FROM found
ORDER BY document_id, block_index, start, kind, cells
"""
Place = tuple[str, int]


class Sweep:
    """Reads the blocks once, and notes where in the file each document's rows start."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._found = _Found(connection)

    def entries(self) -> Iterator[Gathered]:
        """Corrections, mentions, and the blocks themselves, by document; those without a block as well."""
        for document_id, document_blocks in groupby(self._blocks(), key=lambda block: block.document_id):
            page = self._page(document_id)
            yield from self._of_page(page, document_blocks)
        yield from self._left_over(self._found.before(None))

    def _of_page(self, page: PageName, document_blocks: Iterator[TableBlock]) -> Iterator[Gathered]:
        seen: dict[str, int] = {}
        for before, block, after in _with_neighbours(document_blocks):
            place = (page.document_id, block.block_index)
            yield from self._left_over(self._found.before(place))
            passage = Passage(block.start, block.text)
            key = block_key(page.path, block.text, seen.get(block.text, 0))
            for _, start, kind, cells in self._found.at(place):
                yield self._entry(page, key, block.block_index, start, kind, cells, passage)
            if block.is_reviewable:
                around = (tail(before), shortened(after, REACH))
                yield blocks.block(page, block, key, around)
            seen[block.text] = seen.get(block.text, 0) + 1

    def _left_over(self, found: Iterator[tuple[Place, int, str, bytes]]) -> Iterator[Gathered]:
        for (document_id, index), start, kind, cells in found:
            yield self._entry(self._page(document_id), "", index, start, kind, cells, None)

    def _entry(  # noqa: PLR0913, PLR0917 - a row in its parts
        self,
        page: PageName,
        block: str,
        index: int,
        start: int,
        kind: str,
        cells: bytes,
        passage: Passage | None,
    ) -> Gathered:
        said = msgspec.json.decode(cells, type=tuple[str, ...])
        if kind == "corrections":
            return correction(page, index, start, said, passage)
        return mention(page, block, index, start, (*said, self._concept(said[4], said[5])), passage)

    def _blocks(self) -> Iterator[TableBlock]:
        last = ""
        for row in rows(self._path, blocks.COLUMNS):
            block = table_block(row.cells)
            if block.document_id != last:
                last = block.document_id
                query = "UPDATE documents SET blocks_at = ? WHERE document_id = ?"
                self._connection.execute(query, (row.offset, last))
            yield block

    def _page(self, document_id: str) -> PageName:
        query = "SELECT document_id, source_id, path FROM documents WHERE document_id = ?"
        name = self._connection.execute(query, (document_id,)).fetchone()
        if name is None:
            raise ValueError(f"No document {document_id}.")
        return PageName(*name)

    def _concept(self, label: str, concept_id: str) -> str:
        query = "SELECT name FROM concepts WHERE concept_id = ? AND label = ?"
        name = self._connection.execute(query, (concept_id, label)).fetchone()
        return str(name[0]) if name else ""


class _Found:
    """The rows laid aside, handed out in the order of their places."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._rows = connection.cursor()
        self._next: tuple[Place, int, str, bytes] | None = None
        self._is_open = False

    def before(self, place: Place | None) -> Iterator[tuple[Place, int, str, bytes]]:
        """Those whose place comes before this one; of None all that are left."""
        while (found := self._peek()) and (place is None or found[0] < place):
            self._advance()
            yield found

    def at(self, place: Place) -> Iterator[tuple[Place, int, str, bytes]]:
        """Those of this place."""
        while (found := self._peek()) and found[0] == place:
            self._advance()
            yield found

    def _peek(self) -> tuple[Place, int, str, bytes] | None:
        if not self._is_open:  # not before all is laid aside
            self._is_open = True
            self._rows.execute(_FOUND)
            self._advance()
        return self._next

    def _advance(self) -> None:
        row = self._rows.fetchone()
        self._next = ((row[0], row[1]), row[2], row[3], row[4]) if row else None


def _with_neighbours(document_blocks: Iterator[TableBlock]) -> Iterator[tuple[str, TableBlock, str]]:
    """Each block with the text of the block before it and of the one after it."""
    before, current = "", next(document_blocks, None)
    while current is not None:
        following = next(document_blocks, None)
        yield before, current, following.text if following else ""
        before, current = current.text, following
