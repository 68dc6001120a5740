"""`python -m pipeline.read.containers.rows PATH FIRST`: sends the rows of a Parquet file (see `parquet.py`).

A process of its own, with bounded memory and time: the pages of a hostile file may expand to any size, and
where memory ends, the library that reads them ends its process.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import polars as pl
from polars.exceptions import PanicException

from pipeline.errors import CorruptRecord, TooLarge, UnsupportedFile
from pipeline.model import MediaType
from pipeline.read.containers.listed import WHOLE
from pipeline.read.containers.parquet import HEAD, Row
from pipeline.read.limits import SIZE_LIMIT

Send = Callable[[int, Row], None]
_FAULTS = (Exception, PanicException)
_ADDRESSES = ("url", "link")
_MEDIA_TYPES: Mapping[str, MediaType] = {"html": "text/html", "text": "text/plain"}
"""By column, the one that goes before the other first."""
_TYPES = (pl.String, pl.Binary, pl.Categorical, pl.Enum)
_MEMORY = 2**30
_LARGEST = 2**32
"""Bytes by which the memory may grow with the file: of a row group, columns are read as they lie on disk."""
_PATIENCE = 300
"""Seconds for one slice."""
_SLICE = 2**25
"""Bytes of pages to read at a time."""
_MOST_ROWS = 2**12
_HALVINGS = 200
"""How often a damaged slice is halved to save what is sound, in all."""


def main() -> None:
    """Send all rows from the first on, and at last an empty one."""
    path, first = Path(sys.argv[1]), int(sys.argv[2])
    size = path.stat().st_size
    memory, seconds = _MEMORY + min(size, _LARGEST), 60 + size // 2**20
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    out = sys.stdout.buffer
    encode = msgspec.msgpack.Encoder().encode

    def send(number: int, row: Row) -> None:
        content = encode(row)
        out.write(HEAD.pack(number, len(content)))
        out.write(content)

    try:
        _send_rows(path, first, send)
    except MemoryError:
        os.abort()  # as it ends where the library's memory ends
    out.write(HEAD.pack(WHOLE, 0))
    out.flush()


def _send_rows(path: Path, first: int, send: Send) -> None:
    try:
        pages = _Pages(path)
    except UnsupportedFile as error:
        send(WHOLE, Row(fault=error.code, said=error.message))
    except _FAULTS:
        send(WHOLE, Row(fault=CorruptRecord.code, said="The file is damaged, or no Parquet file."))
    else:
        pages.send_from(first, send)


class _Column(NamedTuple):
    """A column that holds pages."""

    name: str
    media_type: MediaType
    charset: str | None


class _Pages:
    """The columns of a file that make pages."""

    def __init__(self, path: Path) -> None:
        """Find them.

        Raises:
            UnsupportedFile: there are none, or too many rows.
            Exception, PanicException: the file is damaged.
        """
        self._frame = pl.scan_parquet(path, glob=False, hive_partitioning=False, use_statistics=False)
        kinds = {name: kind for name, kind in self._frame.collect_schema().items() if kind in _TYPES}
        addresses = [name for name in _ADDRESSES if name in kinds]
        self._columns = [
            _Column(name, media_type, None if kinds[name] == pl.Binary else "utf-8")
            for name, media_type in _MEDIA_TYPES.items()
            if name in kinds
        ]
        if not addresses or not self._columns:
            raise UnsupportedFile("The file has no columns `url` and `html` or `text` of strings or bytes.")
        self._names = [addresses[0], *(column.name for column in self._columns)]
        self._count = int(self._frame.select(pl.len()).collect().item())
        if self._count > path.stat().st_size:
            raise UnsupportedFile("The file has more rows than bytes.")

    def send_from(self, row: int, send: Send) -> None:
        """Send rows slice by slice; slices grow until they have the bytes wanted."""
        step, halvings = 1, _HALVINGS
        while row < self._count:
            step = min(step, self._count - row)
            try:
                cells = self._slice(row, step)
            except _FAULTS:
                if step > 1 and halvings:
                    step, halvings = step // 2, halvings - 1
                    continue
                send(row, _damaged(step))
                size = 0
            else:
                size = self._send(row, cells, send)
            row += step
            step = min(2 * step, _MOST_ROWS, max(1, step * _SLICE // max(size, 1)))

    def _slice(self, row: int, step: int) -> pl.DataFrame:
        """The cells as bytes."""
        signal.alarm(_PATIENCE)
        try:
            found = self._frame.select(self._names).slice(row, step).collect()
        finally:
            signal.alarm(0)  # whoever takes the rows may take as long as they like
        return found.with_columns(pl.exclude(pl.Binary).cast(pl.String)).cast(pl.Binary)

    def _send(self, row: int, cells: pl.DataFrame, send: Send) -> int:
        """Send the rows of a slice; returns how many bytes their pages have."""
        size = 0
        for at in range(cells.height):
            address, *pages = cells.row(at)
            found = self._row(address, pages)
            send(row + at, found)
            size += sum(len(page or b"") for page in pages)
        return size

    def _row(self, address: bytes | None, pages: Sequence[bytes | None]) -> Row:
        at = next((at for at, page in enumerate(pages) if page), 0)
        column, content = self._columns[at], pages[at]
        if content and len(content) > SIZE_LIMIT:
            return Row(fault=TooLarge.code, said=f"The page has over {SIZE_LIMIT} bytes.")
        url = address.decode("utf-8", "replace") if address else None
        return Row(url, content, column.media_type, column.charset)


def _damaged(count: int) -> Row:
    said = "The row is damaged." if count == 1 else f"{count} rows from here on are damaged."
    return Row(fault=CorruptRecord.code, said=said)


if __name__ == "__main__":
    main()
