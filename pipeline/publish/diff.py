"""What changed between two builds, row by row, for `winnow diff`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from polars import col

from pipeline.model import MADE
from pipeline.publish.read import read_cells
from schemas import TABLES, Table

Key = tuple[str, ...]
MAX_WORDS = 100
"""Characters of the words that tell what a row is."""
_WORDS: Mapping[str, tuple[str, ...]] = {
    "sources": ("title",),
    "documents": ("path",),
    "blocks": ("text",),
    "corrections": ("before", "after"),
    "mentions": ("surface",),
    "conditions": ("preferred_name",),
    "symptoms": ("preferred_name",),
    "treatments": ("preferred_name",),
    "relations": ("subject_name", "relation", "object_name"),
    "rules": ("description",),
    "quarantine": ("error_code",),
}
"""Columns that tell a person what a row is, where its key does not."""
_OF_A_PAGE = ("blocks", "corrections", "mentions", "relations")


@dataclass(frozen=True, slots=True)
class TableDifference:
    """Rows of one table that two builds do not have alike, by primary key as the CSV has it."""

    table: str
    added: tuple[Key, ...]
    removed: tuple[Key, ...]
    changed: tuple[Key, ...]
    changed_columns: Mapping[str, int]
    """Rows in which the column changed, by column in table order; columns without change are left out."""
    words: Mapping[Key, str]
    """What each of these rows is, in one line of a few words; for a row of a page, after its path."""


@dataclass(frozen=True, slots=True)
class MadeDifference:
    """Corrections that one of two builds makes and the other does not, as lines of a few words, by key."""

    applied: Mapping[str, str]
    """Made by the new build alone: new ones, and those that were only flagged."""
    withdrawn: Mapping[str, str]
    """Made by the old build alone."""


def diff_made(old: Path, new: Path) -> MadeDifference:
    """The corrections that the clean text gained and lost.

    Raises:
        ArgumentError: a folder holds no build.
    """
    before, after = _made(old), _made(new)
    return MadeDifference(
        applied={key: words for (key, text), words in after.items() if (key, text) not in before},
        withdrawn={key: words for (key, text), words in before.items() if (key, text) not in after},
    )


def _made(folder: Path) -> dict[tuple[str, str | None], str]:
    """In words, by key and by what was put there."""
    table = TABLES["corrections"]
    made = read_cells(table, folder).filter(col("status").is_in(sorted(MADE)))
    words = _words(table, made, _paths(folder))
    return {(key, text): words[key,] for key, text in made.select("correction_id", "after").iter_rows()}


def diff_tables(old: Path, new: Path) -> tuple[TableDifference, ...]:
    """The tables that differ, in the registry's order.

    Cells are compared as the CSV files have them.

    Raises:
        ArgumentError: a folder holds no build.
    """
    paths = _paths(old) | _paths(new)
    differences = (
        _difference(table, read_cells(table, old), read_cells(table, new), paths) for table in TABLES.values()
    )
    return tuple(difference for difference in differences if _has_rows(difference))


def _paths(folder: Path) -> dict[str, str]:
    """Path of each document by id."""
    return dict(read_cells(TABLES["documents"], folder).select("document_id", "path").iter_rows())


def _has_rows(difference: TableDifference) -> bool:
    return bool(difference.added or difference.removed or difference.changed)


def _difference(
    table: Table, old: pl.DataFrame, new: pl.DataFrame, paths: Mapping[str, str]
) -> TableDifference:
    key = list(table.primary_key)
    columns = [name for name in table.fields if name not in key]
    both = old.join(new, on=key, how="inner", suffix=":new", maintain_order="left")
    changes = both.select(*key, *(col(name).ne_missing(col(f"{name}:new")) for name in columns))
    changed = changes.filter(pl.any_horizontal(columns))
    counts = changed.select(col(columns).sum()).row(0)
    added = new.join(old, on=key, how="anti", maintain_order="left")
    removed = old.join(new, on=key, how="anti", maintain_order="left")
    now = new.join(changed, on=key, how="semi")
    return TableDifference(
        table=table.name,
        added=_keys(added, key),
        removed=_keys(removed, key),
        changed=_keys(changed, key),
        changed_columns={name: count for name, count in zip(columns, counts, strict=True) if count},
        words=_words(table, pl.concat([added, removed, now]), paths),
    )


def _keys(frame: pl.DataFrame, key: list[str]) -> tuple[Key, ...]:
    return tuple(frame.select(key).iter_rows())


def _words(table: Table, rows: pl.DataFrame, paths: Mapping[str, str]) -> dict[Key, str]:
    key, columns = list(table.primary_key), _WORDS[table.name]
    cells = rows.select(col(columns).str.slice(0, MAX_WORDS).fill_null("")).iter_rows()
    documents = rows["document_id"] if table.name in _OF_A_PAGE else [""] * rows.height
    between = " → " if table.name == "corrections" else " "
    return {
        row_key: _one_line(paths.get(document, ""), between.join(words))
        for row_key, document, words in zip(_keys(rows, key), documents, cells, strict=True)
    }


def _one_line(path: str, words: str) -> str:
    line = " ".join([f"{path}:", *words.split()] if path else words.split())
    return line if len(line) <= MAX_WORDS else f"{line[: MAX_WORDS - 1]}…"
