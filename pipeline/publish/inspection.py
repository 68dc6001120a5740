"""A folder of tables as it lies there: do the files keep the contract, and are they as they were written?"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

import polars as pl

from pipeline.errors import ArgumentError
from pipeline.publish.contract import find_failures
from pipeline.publish.failure import Failure
from pipeline.publish.package import DESCRIPTOR, Described, described
from pipeline.publish.read import read_cells, read_table
from pipeline.publish.tables import Tables
from schemas import TABLES, Field, Table
from schemas.types import polars_schema

_FILE = "(file)"
"""Stands for the column where a file as a whole fails."""
_BOM = b"\xef\xbb\xbf"


def inspect_folder(folder: Path) -> tuple[Failure, ...]:
    """All that is wrong with a folder that `winnow run` wrote; nothing is trusted but the registry.

    First the files (their encoding, header, cells, and size and hash as the descriptor says), then, if all of
    them can be read, the contract of the tables, and Parquet files against their CSV.
    """
    failures = [failure for table in TABLES.values() for failure in _file_failures(table, folder)]
    if not failures:
        tables = Tables(MappingProxyType({name: read_table(table, folder) for name, table in TABLES.items()}))
        failures += find_failures(tables)
        failures += (one for name in TABLES for one in _parquet_failures(name, tables[name], folder))
    return (*failures, *_descriptor_failures(folder))


def _file_failures(table: Table, folder: Path) -> Iterator[Failure]:
    path = folder / f"{table.name}.csv"
    try:
        content = path.read_bytes()
    except OSError as error:
        yield _of_file(table, "readable", error.strerror, "The file can be read.")
        return
    if content.startswith(_BOM):
        yield _of_file(table, "no_mark", "byte-order mark", "The file starts with the header.")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        yield _of_file(table, "utf8", f"byte {content[error.start]:#x} in line {line}", "The file is UTF-8.")
        return
    yield from _header_failures(table, path) or _cell_failures(table, folder)


def _header_failures(table: Table, path: Path) -> list[Failure]:
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file), [])
    if header == list(table.fields):
        return []
    return [_of_file(table, "header", ",".join(header), f"The header is {','.join(table.fields)}.")]


def _cell_failures(table: Table, folder: Path) -> Iterator[Failure]:
    try:
        cells = read_cells(table, folder)
    except ArgumentError as error:
        yield _of_file(table, "readable", None, error.message)
        return
    for name, field in table.fields.items():
        rows = cells.filter(_is_wrong(name, field, polars_schema(table)[name]))
        for *key, value in rows.select(*table.primary_key, pl.col(name).alias("found")).iter_rows():
            yield Failure(table.name, name, tuple(key), "type", value, f"The cell is of type {field.type}.")


def _is_wrong(name: str, field: Field, dtype: pl.DataType) -> pl.Expr:
    cell = pl.col(name)
    if field.type == "boolean":
        return cell.is_not_null() & ~cell.is_in(["true", "false"])
    return cell.is_not_null() & cell.cast(dtype, strict=False).is_null()


def _parquet_failures(name: str, frame: pl.DataFrame, folder: Path) -> Iterator[Failure]:
    """A committed build has no Parquet; one that is there says the same as the CSV."""
    path = folder / f"{name}.parquet"
    if not path.exists():
        return
    try:
        is_same = pl.read_parquet(path, glob=False).equals(frame)
    except (OSError, pl.exceptions.PolarsError):
        is_same = False
    if not is_same:
        yield _of_file(TABLES[name], "parquet", path.name, "The Parquet file holds what the CSV file holds.")


def _descriptor_failures(folder: Path) -> Iterator[Failure]:
    resources = described(folder)
    if resources is None:
        yield Failure(DESCRIPTOR, _FILE, (), "descriptor", None, "The descriptor is there, and Winnow's.")
        return
    for table in TABLES.values():
        path = folder / f"{table.name}.csv"
        content = path.read_bytes() if path.is_file() else b""
        digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
        if resources.get(table.name) != Described(table.name, len(content), digest):
            found = f"{len(content)} bytes, {digest[:19]}…"
            yield _of_file(table, "as_described", found, f"The file has the size and hash of {DESCRIPTOR}.")


def _of_file(table: Table, rule: str, found: object, message: str) -> Failure:
    return Failure(table.name, _FILE, (), rule, found, message)
