"""The rows of a Parquet file, a page each: columns `url` (or `link`), and `html` or `text`.

They are read by a process of its own (`rows.py`): what a hostile file makes of the reader's memory and time
is bounded there, and its death costs rows, not the run. A row comes as the bytes of a `Row`.
"""

from __future__ import annotations

import os
import signal
import struct
import subprocess
import sys
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec

from pipeline.errors import (
    CorruptRecord,
    IncompleteLine,
    InputError,
    TooLarge,
    UnreadableFile,
    UnsupportedFile,
)
from pipeline.model import MediaType
from pipeline.read.containers.frames import Damage, Frame, MemberPage
from pipeline.read.containers.listed import WHOLE
from pipeline.read.containers.stream import Place
from pipeline.read.limits import EXPANSION, EXPANSION_FREE

HEAD = struct.Struct(">qI")
"""Goes before each row: its number, and how many bytes it has; none follow the last."""
_ROOT = Path(__file__).resolve().parents[3]
_MOST_DEATHS = 8
_OUT_OF_TIME = (-signal.SIGXCPU, -signal.SIGALRM)
_OWN_FAULT = (-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS, -signal.SIGILL, -signal.SIGTRAP)
"""How a reader dies of what it reads."""
_REMEDY = "Write columns `url` and `html`, or `url` and `text`, of strings or bytes."
_FETCH = "Fetch the file again."
_DEADLY = "The row is damaged, or takes more memory than it may."


class Row(msgspec.Struct, array_like=True, omit_defaults=True):
    """What a row says of its page, or what is wrong with it."""

    url: str | None = None
    content: bytes | None = None
    media_type: MediaType = "text/html"
    charset: str | None = None
    fault: str = ""
    """Code of its error, if it has one: see `row_page`."""
    said: str = ""
    """About the fault."""


_DECODER = msgspec.msgpack.Decoder(Row)
_FAULTS: Mapping[str, tuple[type[InputError], str]] = {
    CorruptRecord.code: (CorruptRecord, _FETCH),
    TooLarge.code: (TooLarge, "Leave the page out, or split it."),
    UnsupportedFile.code: (UnsupportedFile, _REMEDY),
}


def parquet_frames(file: BinaryIO) -> Generator[Frame | Damage, None, None]:
    """The rows of a file, in order; where its reader dies, it is tried again from there.

    Raises:
        UnreadableFile: the reader could not start, or somebody ended it.
    """
    path = Path(file.name)
    left = max(EXPANSION_FREE, EXPANSION * path.stat().st_size)
    row = 0
    for _ in range(_MOST_DEATHS):
        first = row
        with _reader(path, row) as process:
            for number, content in _sent(process):
                if not content:
                    return
                left -= len(content)
                if left < 0:
                    yield _lost(number)
                    return
                yield Frame(Place(number, 0), content)
                row = number + 1
        if process.returncode in _OUT_OF_TIME:
            break
        if process.returncode not in _OWN_FAULT:
            raise UnreadableFile("The process that reads the file was ended.", remedy="Run again.")
        if row == first:
            yield Damage(Place(row, 0), CorruptRecord(_DEADLY, remedy=_FETCH))
            row += 1
    yield _lost(row)


def row_at(path: Path, number: int) -> bytes:
    """One row of a file, slowly: a reader is started for it.

    Raises:
        CorruptRecord: it cannot be read.
    """
    with _reader(path, number) as process:
        found, content = next(_sent(process), (WHOLE, b""))
    if found != number:
        raise CorruptRecord("The row is damaged.", remedy=_FETCH)
    return content


def row_page(content: bytes, *, is_whole: bool) -> MemberPage:
    """The page that a row holds; of HTML and text the HTML, unless it is empty.

    Raises:
        IncompleteLine: it lacks the address or the page.
        TooLarge, CorruptRecord, UnsupportedFile: what is wrong with the row, or the file.
    """
    assert is_whole
    try:
        row = _DECODER.decode(content)
    except msgspec.DecodeError as error:
        raise CorruptRecord("The copy of the row is damaged.", remedy="Run again.") from error
    if row.fault:
        fault, remedy = _FAULTS[row.fault]
        raise fault(row.said, remedy=remedy)
    if not row.url or not row.content:
        raise IncompleteLine("The row lacks the address or the page.", remedy=_REMEDY)
    return MemberPage(row.url, row.media_type, row.charset, row.content)


@contextmanager
def _reader(path: Path, first: int) -> Iterator[subprocess.Popen[bytes]]:
    """A process that sends the rows from the first on; it is gone in the end."""
    search = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "pipeline.read.containers.rows", str(path.absolute()), str(first)],
        env={**os.environ, "PYTHONPATH": search, "POLARS_MAX_THREADS": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _sent(process: subprocess.Popen[bytes]) -> Iterator[tuple[int, bytes]]:
    """What a reader sends, with the numbers of the rows; the last is empty unless the reader died."""
    assert process.stdout is not None
    while len(head := process.stdout.read(HEAD.size)) == HEAD.size:
        number, length = HEAD.unpack(head)
        content = process.stdout.read(length)
        if len(content) < length:
            break
        yield number, content
    process.wait()


def _lost(row: int) -> Damage:
    error = CorruptRecord("From here on the file is damaged, or takes too long to read.", remedy=_FETCH)
    return Damage(Place(row, 0), error)
