"""A container as one stream of decompressed bytes that knows where on disk each of them comes from."""

from __future__ import annotations

from collections import deque
from typing import BinaryIO, NamedTuple

from pipeline.read.containers.chunks import Broken, open_chunks


class Place(NamedTuple):
    """Where a record begins."""

    offset: int
    """Byte of the file: of a compressed one where a member begins."""
    skip: int
    """Decompressed bytes of that member before the record."""


class Stream:
    """The part of a container that is being looked at, in `buffer`; it grows at its end on demand."""

    def __init__(self, file: BinaryIO) -> None:
        """Begin where the file stands."""
        self._chunks = open_chunks(file)
        self._position = file.tell() if self._chunks.is_plain else 0  # of the buffer's first byte
        self._members: deque[tuple[int, int]] = deque()  # position at which each begins, and byte of the file
        self.buffer = bytearray()
        self.broken: Broken | None = None
        """Why the stream ends here, unless it is the end of the file."""
        self.is_lost = False
        """Whether the stream was broken, and nothing that is sound was found behind that."""

    @property
    def is_cut(self) -> bool:
        """Whether the file ended within a compressed member."""
        return self._chunks.is_cut

    def fill(self, size: int) -> bool:
        """See to it that the buffer holds so many bytes; False if there are not as many."""
        while len(self.buffer) < size and self.grow():
            pass
        return len(self.buffer) >= size

    def grow(self) -> bool:
        """Add a chunk to the buffer; False at the end, or where the stream is broken."""
        if self.broken:
            return False
        try:
            chunk = self._chunks.read()
        except Broken as fault:
            self.broken = fault
            return False
        if chunk and (not self._members or self._members[-1][1] != self._chunks.member):
            self._members.append((self._position + len(self.buffer), self._chunks.member))
            self._forget()
        self.buffer += chunk
        return bool(chunk)

    def drop(self, size: int) -> None:
        """Leave the first bytes of the buffer behind."""
        del self.buffer[:size]
        self._position += size
        self._forget()

    def _forget(self) -> None:
        """The first member left is the one that the buffer begins in."""
        while len(self._members) > 1 and self._members[1][0] <= self._position:
            self._members.popleft()

    def take(self, size: int) -> bytes:
        """The first bytes of the buffer, which then lie behind."""
        found = bytes(self.buffer[:size])
        self.drop(size)
        return found

    def skip(self, size: int) -> None:
        """Leave so many bytes behind, or all that are left."""
        while size and self.fill(1):
            step = min(size, len(self.buffer))
            self.drop(step)
            size -= step

    def place(self, at: int = 0) -> Place:
        """Where the byte of the buffer at this index, which is there, comes from."""
        position = self._position + at
        if self._chunks.is_plain:
            return Place(position, 0)
        members = reversed(self._members) if at else self._members
        start, offset = next(member for member in members if member[0] <= position)
        return Place(offset, position - start)

    @property
    def end(self) -> Place:
        """Where the bytes end that have been left behind or lie in the buffer."""
        position = self._position + len(self.buffer)
        start, offset = self._members[-1] if self._members else (0, self._chunks.member)
        return Place(position, 0) if self._chunks.is_plain else Place(offset, position - start)

    def mend(self, sign: bytes) -> None:
        """Leave the buffer behind; if the stream is broken, go on with a member that begins with `sign`."""
        self.drop(len(self.buffer))
        if self.broken and self._chunks.mend(sign):
            self.broken = None
        elif self.broken:
            self.broken, self.is_lost, self._chunks = None, True, _NOTHING


class _NoChunks:
    is_plain = is_cut = False
    member = 0

    def read(self) -> bytes:
        return b""

    def mend(self, sign: bytes) -> bool:
        return False


_NOTHING = _NoChunks()
