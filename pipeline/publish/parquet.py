"""Tables to Parquet: a file a table, or, of a table of very many rows, a folder of parts under the same name.

The parts, one after another, are the table in its order; readers of data sets (polars, pandas, Arrow, Spark)
take the folder as they take the file.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from pipeline.publish.package import part_name
from schemas import Table

ROW_GROUP = 100_000
TEXTS_IN_GROUP = 5_000
"""Rows of `documents`, which have whole texts: a group is held while it is written."""
GROUPS_IN_PART = 20
"""Row groups that a file holds at most: some hundred megabytes."""


def write_parquet(table: Table, frame: pl.LazyFrame, path: Path) -> None:
    """Write a table.

    Args:
        table: which one it is.
        frame: its rows, which are streamed.
        path: of the file, or of the folder of `part-00000.parquet` and so on.

    Raises:
        OSError: it cannot be written.
    """
    group = TEXTS_IN_GROUP if table.name == "documents" else ROW_GROUP
    rows, part = frame.select(pl.len()).collect().item(), group * GROUPS_IN_PART
    if rows <= part:
        _write(frame, path, group)
        return
    path.mkdir()
    for number, start in enumerate(range(0, rows, part)):
        _write(frame.slice(start, part), path / part_name(number), group)


def _write(frame: pl.LazyFrame, path: Path, group: int) -> None:
    try:
        frame.sink_parquet(path, compression="zstd", row_group_size=group, maintain_order=True)
    except pl.exceptions.ComputeError as error:  # as which polars reports a full disk, here alone
        raise OSError(str(error)) from error
