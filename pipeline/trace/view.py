"""A page arranged for the browser: its blocks with their marks, and the rows that the marks lead to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pipeline.model import Block, Edit, Mention, Page, Relation
from pipeline.publish.rows import Row, block_columns, row_of
from pipeline.trace.marks import Fragment, fragments, placed
from schemas import TABLES, Field

_MOST_BLOCKS = 1_500
_MOST_CHARACTERS = 500_000
_LONGEST_BLOCK = 8_000
_MOST_PARTS = 4_000
_IN_TEXT = frozenset({"text", "clean_text"})
"""Columns that the page shows in its text."""


class _OfBlock(Protocol):
    @property
    def block_index(self) -> int: ...


Part = TypeVar("Part", bound=_OfBlock)


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block with all that stands in it."""

    block: Block
    fragments: tuple[Fragment, ...]
    edits: tuple[Edit, ...]
    unplaced: tuple[Edit, ...]
    """Of the edits those that overlap another one, and have no place in the text."""
    mentions: tuple[Mention, ...]
    relations: tuple[Relation, ...]
    characters_left: int
    """How many characters of its text are not shown."""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a table, as its CSV has it."""

    key: str
    """Of the mark in the text, and of the row's own anchor."""
    cells: tuple[tuple[str, str | None], ...]
    """Column and value, None where null."""


def by_block(parts: Iterable[Part]) -> defaultdict[int, list[Part]]:
    """Parts of a page by the block that they stand in."""
    grouped = defaultdict(list)
    for part in parts:
        grouped[part.block_index].append(part)
    return grouped


def shown_blocks(page: Page) -> tuple[ShownBlock, ...]:
    """The page's blocks in reading order; of a huge page the first, of a huge block its beginning."""
    return tuple(_bounded(_shown(page)))


def _shown(page: Page) -> Iterator[ShownBlock]:
    edits, mentions, relations = by_block(page.edits), by_block(page.mentions), by_block(page.relations)
    for block in page.blocks:
        end = min(block.end, block.start + _LONGEST_BLOCK)
        within = tuple(edit for edit in edits[block.index] if edit.end <= end)
        named = tuple(mention for mention in mentions[block.index] if mention.end <= end)
        in_text = placed(within)
        yield ShownBlock(
            block,
            fragments(block, in_text, named, end),
            within,
            tuple(edit for edit in within if edit not in in_text),
            named,
            tuple(relations[block.index]),
            block.end - end,
        )


def _bounded(blocks: Iterable[ShownBlock]) -> Iterator[ShownBlock]:
    characters = parts = 0
    for number, shown in enumerate(blocks):
        characters += shown.block.end - shown.block.start - shown.characters_left
        parts += len(shown.edits) + len(shown.mentions) + len(shown.relations)
        is_full = characters > _MOST_CHARACTERS or parts > _MOST_PARTS or number >= _MOST_BLOCKS
        if is_full and number:
            return
        yield shown


def shown_rows(page: Page, blocks: Sequence[ShownBlock]) -> dict[str, tuple[ShownRow, ...]]:
    """The rows of what is shown, by table, in the order of the text."""
    return {
        "corrections": _rows("corrections", (edit for shown in blocks for edit in shown.edits)),
        "mentions": _rows("mentions", (mention for shown in blocks for mention in shown.mentions)),
        "relations": _rows("relations", (relation for shown in blocks for relation in shown.relations)),
        "blocks": tuple(
            ShownRow(str(shown.block.index), _cells("blocks", row))
            for shown, row in zip(blocks, zip(*block_columns(page), strict=True), strict=False)
        ),
    }


def _rows(table: str, parts: Iterable[Edit | Mention | Relation]) -> tuple[ShownRow, ...]:
    return tuple(ShownRow(part.id, _cells(table, row_of[table](part))) for part in parts)


def _cells(table: str, row: Row) -> tuple[tuple[str, str | None], ...]:
    fields = TABLES[table].fields
    return tuple(
        (name, _cell(field, value))
        for (name, field), value in zip(fields.items(), row, strict=True)
        if name not in _IN_TEXT
    )


def _cell(field: Field, value: object) -> str | None:
    """The value as the CSV has it."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.{field.decimals}f}" if isinstance(value, float) else str(value)
