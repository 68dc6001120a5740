"""Model objects to rows: values in the order of their table's columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter

from msgspec import structs

from pipeline.model import Block, Page
from schemas import TABLES

Row = tuple[object, ...]

_ATTRIBUTES = {"correction_id": "id", "mention_id": "id", "relation_id": "id"}


def _reader(table: str) -> Callable[[object], Row]:
    return attrgetter(*(_ATTRIBUTES.get(column, column) for column in TABLES[table].fields))


row_of: Mapping[str, Callable[[object], Row]] = {
    table: _reader(table) for table in ("sources", "corrections", "mentions", "relations", "quarantine")
}
"""For each table whose columns are the attributes of a model class: from the object to its row."""


def document_row(page: Page) -> Row:
    """The row of `documents` of one page."""
    document = page.document
    return (
        document.id, document.source_id, document.path, document.url, page.clean.title, document.language,
        document.media_type, document.raw_sha256, len(page.blocks),
        sum(block.is_kept for block in page.blocks), page.duplicate_of, page.topic_concept_id,
        page.clean.text, len(page.edits), len(page.mentions), len(page.relations),
    )  # fmt: skip


def block_columns(page: Page) -> tuple[Sequence[object], ...]:
    """The columns of `blocks` of one page: it has hundreds of rows, told in half the time all at once."""
    told: dict[str, Sequence[object]] = dict.fromkeys(Block.__struct_fields__, ())
    told.update(zip(told, zip(*map(structs.astuple, page.blocks), strict=True), strict=False))
    cleaned = {clean.block.index: clean.text for clean in page.clean.blocks}
    told |= {"block_index": told["index"], "clean_text": [cleaned.get(block.index) for block in page.blocks]}
    return tuple(told[column] for column in TABLES["blocks"].fields)
