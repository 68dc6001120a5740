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


AnyTables = Mapping[str, pl.DataFrame] | Mapping[str, pl.LazyFrame]
"""All tables by name, in memory or read as they are asked for."""
