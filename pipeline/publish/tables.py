"""The tables of one build, or of a part of its pages, in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

OF_PAGES = ("documents", "blocks", "corrections", "mentions", "relations")
"""The tables of which each row is of one page. Their keys begin with a hash."""


@dataclass(frozen=True, slots=True)
class Tables(Mapping[str, pl.DataFrame]):
    """All tables by name, each with the registry's columns and types, sorted by its primary key."""

    frames: Mapping[str, pl.DataFrame]

    def __getitem__(self, name: str) -> pl.DataFrame:
        return self.frames[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.frames)

    def __len__(self) -> int:
        return len(self.frames)


BLOCK_KEY = ("document_id", "block_index")
_IN_BLOCKS = ("corrections", "mentions", "relations")


def cited_blocks(tables: Tables) -> pl.DataFrame:
    """The blocks in which something was found: a few of all, so that to join them with it is quick."""
    cited = pl.concat(tables[name].select(BLOCK_KEY) for name in _IN_BLOCKS).unique()
    return tables["blocks"].join(cited, on=BLOCK_KEY, how="semi", maintain_order="left")


AnyTables = Mapping[str, pl.DataFrame] | Mapping[str, pl.LazyFrame]
"""All tables by name, in memory or read as they are asked for."""
