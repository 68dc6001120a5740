"""Tables to files: CSV, Parquet beside it, descriptors (Data Package, Croissant), the dictionary, the report.

The same tables give the same bytes on every machine: no clock, no locale, no order but the tables' own.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from pipeline.publish.croissant import CROISSANT, croissant
from pipeline.publish.package import DESCRIPTOR, DICTIONARY, REPORT, descriptor
from pipeline.publish.report import report_page
from pipeline.publish.tables import Tables
from schemas import TABLES, Table
from schemas.dictionary import data_dictionary

_DIGITS = 38  # the widest decimal that polars has


def write_tables(tables: Tables, folder: Path) -> None:
    """Write validated tables into a folder, which is made if need be.

    CSV is UTF-8 without byte-order mark, with header, LF and comma; cells that hold a comma, a quote, CR
    or LF are quoted, quotes doubled; null is an empty cell; numbers have their field's decimals.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in TABLES.items():
        _write_csv(table, tables[name], folder / f"{name}.csv")
        _write_parquet(tables[name], folder / f"{name}.parquet")
    sources = tables["sources"].to_dicts()
    _write_text(folder / DESCRIPTOR, descriptor(folder, sources))
    _write_text(folder / CROISSANT, croissant(folder, sources))
    _write_text(folder / DICTIONARY, data_dictionary(TABLES.values()))
    _write_text(folder / REPORT, report_page(tables))


def _write_csv(table: Table, frame: pl.DataFrame, path: Path) -> None:
    # As decimals, numbers are written with the digits of their own column.
    decimals = {name: field.decimals for name, field in table.fields.items() if field.decimals is not None}
    fixed = frame.with_columns(
        pl.col(name).cast(pl.Decimal(_DIGITS, digits)) for name, digits in decimals.items()
    )
    with path.open("wb") as file:
        fixed.write_csv(file, line_terminator="\n", quote_style="necessary")


def _write_parquet(frame: pl.DataFrame, path: Path) -> None:
    with path.open("wb") as file:
        frame.write_parquet(file, compression="zstd")


def _write_text(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))
