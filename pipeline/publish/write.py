"""Tables to files: CSV, Parquet beside it, descriptors (Data Package, Croissant), the dictionary, the report.

The same tables give the same bytes on every machine: no clock, no locale, no order but the tables' own.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from pipeline.publish.croissant import CROISSANT, croissant
from pipeline.publish.package import DESCRIPTOR, DICTIONARY, REPORT, descriptor
from pipeline.publish.parquet import write_parquet
from pipeline.publish.report import report_page
from pipeline.publish.tables import AnyTables
from pipeline.publish.written import written_files
from schemas import TABLES, Table
from schemas.dictionary import data_dictionary

_DIGITS = 38  # the widest decimal that polars has


def write_tables(tables: AnyTables, folder: Path) -> Mapping[str, str]:
    """Write validated tables into a folder, which is made if need be.

    CSV is UTF-8 without byte-order mark, with header, LF and comma; cells that hold a comma, a quote, CR
    or LF are quoted, quotes doubled; null is an empty cell; numbers have their field's decimals.

    Args:
        tables: by name, each sorted by its primary key; lazy ones are streamed.
        folder: for the files of the build.

    Returns:
        SHA-256 of the CSV files by name, so that nobody need read them again.

    Raises:
        OSError: they cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in TABLES.items():
        frame = tables[name].lazy()
        _write_csv(table, frame, folder / f"{name}.csv")
        write_parquet(table, frame, folder / f"{name}.parquet")
    sources, files = tables["sources"].lazy().collect().to_dicts(), written_files(folder)
    _write_text(folder / DESCRIPTOR, descriptor(files, sources))
    _write_text(folder / CROISSANT, croissant(files, sources))
    _write_text(folder / DICTIONARY, data_dictionary(TABLES.values()))
    _write_text(folder / REPORT, report_page(tables))
    return {file.name: file.sha256 for file in files.values()}


def _write_csv(table: Table, frame: pl.LazyFrame, path: Path) -> None:
    # As decimals, numbers are written with the digits of their own column.
    decimals = {name: field.decimals for name, field in table.fields.items() if field.decimals is not None}
    fixed = frame.with_columns(
        pl.col(name).cast(pl.Decimal(_DIGITS, digits)) for name, digits in decimals.items()
    )
    fixed.sink_csv(path, line_terminator="\n", quote_style="necessary", maintain_order=True)


def _write_text(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))
