"""clean/ back into frames, by the registry."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from pipeline.errors import ArgumentError
from schemas import Table
from schemas.types import polars_schema


def read_cells(table: Table, folder: Path) -> pl.DataFrame:
    """A table's CSV with every cell as text and null for an empty one; columns as the registry has them.

    A column that the file lacks (a build of an earlier version) is null throughout.

    Raises:
        ArgumentError: the file is missing or no CSV of this table.
    """
    path = folder / f"{table.name}.csv"
    try:
        cells = pl.read_csv(path, infer_schema=False, glob=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise ArgumentError(f"The table cannot be read: {error}.", where=str(path),
                            remedy="Name a folder that `winnow run` wrote.") from error  # fmt: skip
    if not set(table.primary_key) <= set(cells.columns):
        raise ArgumentError("The table lacks its key columns.", where=str(path),
                            remedy="Name a folder that `winnow run` wrote.")  # fmt: skip
    absent = [pl.lit(None, pl.String).alias(name) for name in table.fields if name not in cells.columns]
    return cells.with_columns(absent).select(list(table.fields))


def read_table(table: Table, folder: Path) -> pl.DataFrame:
    """A table's CSV with the registry's types.

    Raises:
        ArgumentError: the file is missing, no CSV of this table, or holds a cell of another type.
    """
    cells = read_cells(table, folder)
    schema = polars_schema(table)
    typed = [
        pl.col(name) == "true" if field.type == "boolean" else pl.col(name).cast(schema[name])
        for name, field in table.fields.items()
    ]
    try:
        return cells.select(typed)
    except pl.exceptions.PolarsError as error:
        raise ArgumentError(f"A cell has the wrong type: {error}.", where=str(folder / f"{table.name}.csv"),
                            remedy="Build the folder anew with `winnow run`.") from error  # fmt: skip
