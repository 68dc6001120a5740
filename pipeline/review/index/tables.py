"""The tables of clean/, row by row, with nothing but the csv module: they may be larger than memory."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO, NamedTuple

from pipeline.errors import ArgumentError

REMEDY = "Run `make all` first."


class Row(NamedTuple):
    """The cells asked for, in the order asked for, and the byte of the file at which the row starts."""

    offset: int
    cells: tuple[str, ...]


@contextmanager
def explained(clean: Path) -> Iterator[None]:
    """Say as an `ArgumentError` what is wrong with the tables that the block reads."""
    try:
        yield
    except OSError as error:
        raise ArgumentError("There are no tables to review.", where=str(clean), remedy=REMEDY) from error
    except (LookupError, ValueError, OverflowError, csv.Error) as error:
        raise ArgumentError("The tables are broken or of another version.", where=str(clean),
                            remedy=REMEDY) from error  # fmt: skip


def rows(path: Path, columns: Sequence[str], offset: int = 0) -> Iterator[Row]:
    """Read some columns of a table.

    Args:
        path: the CSV file.
        columns: two names or more.
        offset: a row's `Row.offset`, to begin there; 0 begins at the first row.

    Raises:
        OSError: the file cannot be read.
        ValueError, csv.Error: it is no CSV, no UTF-8, or lacks a column.
    """
    csv.field_size_limit(sys.maxsize)  # a page's text is one cell
    with path.open("rb") as file:
        lines = _Lines(file)
        reader = csv.reader(lines, strict=True)
        header = next(reader, [])
        pick = itemgetter(*map(header.index, columns))
        if offset:
            lines.go_to(offset)
        start = lines.offset
        for row in reader:
            if len(row) != len(header):
                raise ValueError(f"A row of {path.name} has {len(row)} cells, not {len(header)}.")
            yield Row(start, pick(row))
            start = lines.offset


class _Lines:
    """The lines of a file as text; `offset` counts the bytes handed out, which a text file cannot tell."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.offset = 0

    def go_to(self, offset: int) -> None:
        self._file.seek(offset)
        self.offset = offset

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._file.readline()
        if not line:
            raise StopIteration
        self.offset += len(line)
        return line.decode()
