"""The bytes of a container, decompressed piece by piece: plain, gzip (member after member) or zstd."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import BinaryIO, Protocol

from pipeline.read.compression import (
    FAULTS,
    GZIP_MAGIC,
    ZSTD_ASIDE,
    ZSTD_MAGIC,
    Expander,
    Inflater,
    ZstdExpander,
)
from pipeline.read.limits import EXPANSION, EXPANSION_FREE

_PACKED = 2**16
_CHUNK = 2**18
_MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
_TRIED = 2**12
"""Compressed bytes that show whether a gzip member begins with what it should."""
_WINDOW = 2**16
_MOST_MENDS = 10_000
_OVERRUN = 2**17
"""Bytes that a member which was cut off may take from those after it, before that shows: a stored block."""
_OVERRUNS = 2**24
"""How many bytes a file may have read twice for that."""


class Broken(Exception):  # a fault that the reader of the stream mends
    """The compressed bytes are damaged, or expand without end."""

    def __init__(self, member: int) -> None:
        super().__init__(member)
        self.member = member
        """Byte at which the damaged part begins."""


class Chunks(Protocol):
    """Decompressed bytes in order."""

    is_plain: bool
    member: int
    """Byte at which the gzip member or zstd frame of the last chunk begins; 0 if it is plain."""
    is_cut: bool
    """Whether the file ended within a member."""

    def read(self) -> bytes:
        """The next chunk, all of one member; empty at the end.

        Raises:
            Broken: the member is damaged or a bomb.
        """

    def mend(self, sign: bytes) -> bool:
        """After `Broken`, go on with the next member that begins with `sign`; False if there is none."""


def open_chunks(file: BinaryIO) -> Chunks:
    """The chunks of a file from where it stands on; its first bytes, not its name, say how it is packed."""
    start = file.tell()
    magic = file.read(4)
    file.seek(start)
    if magic.startswith(GZIP_MAGIC):
        return PackedChunks(file, Inflater, _MEMBER)
    if magic == ZSTD_MAGIC or ZSTD_ASIDE.match(magic):
        return PackedChunks(file, ZstdExpander, re.compile(re.escape(ZSTD_MAGIC)))
    return PlainChunks(file)


class PlainChunks:
    """A file that is not compressed."""

    is_plain = True
    is_cut = False
    member = 0

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self) -> bytes:
        """See `Chunks`."""
        return self._file.read(_CHUNK)

    def mend(self, sign: bytes) -> bool:
        """Nothing breaks here."""
        return False


class PackedChunks:
    """A compressed file: members, or frames, one after another."""

    is_plain = False

    def __init__(self, file: BinaryIO, begin: Callable[[], Expander], magic: re.Pattern[bytes]) -> None:
        """Set up at the file's place.

        Args:
            file: stands at the beginning of a member.
            begin: makes an expander for a member.
            magic: matches where a member may begin.
        """
        self._file = file
        self._begin = begin
        self._magic = magic
        self._mends = 0
        self._overruns = _OVERRUNS
        self._start(file.tell())

    def _start(self, offset: int) -> None:
        self._file.seek(offset)
        self._pending = b""
        self._expander: Expander | None = None
        self._out = 0
        self.member = offset
        self.is_cut = False

    def read(self) -> bytes:
        """See `Chunks`."""
        while True:
            is_end = self._is_hungry() and not self._load()
            if self._expander is None and not self._enter():
                if is_end:
                    return b""
                continue
            found = self._expand()
            if found:
                return found
            if is_end and self._expander is not None:
                self.is_cut = True
                return b""

    def _is_hungry(self) -> bool:
        return not self._pending and (self._expander is None or self._expander.is_hungry)

    def _load(self) -> bool:
        self._pending = self._file.read(_PACKED)
        return bool(self._pending)

    def _enter(self) -> bool:
        """Begin the next member; False at the end, or if only padding is left of what was loaded."""
        self._pending = self._pending.lstrip(b"\x00")
        if not self._pending:
            return False
        self._expander = self._begin()
        self.member = self._file.tell() - len(self._pending)
        self._out = 0
        return True

    def _expand(self) -> bytes:
        assert self._expander is not None
        try:
            found = self._expander.expand(self._pending, _CHUNK)
        except FAULTS as error:
            raise Broken(self.member) from error
        self._pending = self._expander.rest
        self._out += len(found)
        taken = self._file.tell() - len(self._pending) - self.member
        if self._out > max(EXPANSION_FREE, EXPANSION * taken):
            raise Broken(self.member)
        if self._expander.is_done:
            self._expander = None
        return found

    def mend(self, sign: bytes) -> bool:
        """See `Chunks`. A file that is damaged in very many places is given up."""
        self._mends += 1
        if self._mends > _MOST_MENDS:
            return False
        reached = self._file.tell() - len(self._pending)
        at = max(self.member + 1, reached - min(_OVERRUN, self._overruns))
        self._overruns -= reached - at
        self._file.seek(at)
        window = self._file.read(_WINDOW)
        while window:
            for match in self._magic.finditer(window, 0, _WINDOW):
                if self._begins(window[match.start() : match.start() + _TRIED], sign):
                    self._start(at + match.start())
                    return True
            at += max(len(window) - _TRIED, 1) if len(window) > _TRIED else len(window)
            self._file.seek(at)
            window = self._file.read(_WINDOW)
        return False

    def _begins(self, content: bytes, sign: bytes) -> bool:
        try:
            return self._begin().expand(content, len(sign)) == sign
        except FAULTS:
            return False
