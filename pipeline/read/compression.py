"""Bounded decompression: gzip, deflate and zstd. Nothing here ever yields more than it was asked for."""

from __future__ import annotations

import re
import sys
import zlib
from typing import Protocol

from pipeline.errors import CorruptRecord, TooLarge, TruncatedRecord

if sys.version_info >= (3, 14):
    from compression.zstd import DecompressionParameter, ZstdDecompressor, ZstdError, compress
else:
    from backports.zstd import DecompressionParameter, ZstdDecompressor, ZstdError, compress

GZIP_MAGIC = b"\x1f\x8b\x08"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
ZSTD_ASIDE = re.compile(rb"[\x50-\x5f]\x2a\x4d\x18")
"""Begins a zstd frame that holds no content; some packers put one in front of each that does."""
FAULTS = (zlib.error, ZstdError)
"""What damaged bytes raise."""
_GZIP, _ZLIB, _BARE = 31, 15, -15
_WINDOW: dict[int, int] = {DecompressionParameter.window_log_max: 27}


class Expander(Protocol):
    """Decompresses one gzip member, deflate stream or zstd frame, bit by bit."""

    rest: bytes
    """Of the bytes given, those that are not used yet; at the end those that follow."""

    @property
    def is_done(self) -> bool:
        """Whether its end was reached, checksum included."""

    @property
    def is_hungry(self) -> bool:
        """Whether it needs more bytes to go on, once those in `rest` are used."""

    def expand(self, content: bytes, most: int) -> bytes:
        """Decompress on, to at most so many bytes; what is in `rest` has to be given again."""


class Inflater:
    """Decompresses one gzip member or deflate stream."""

    is_hungry = True

    def __init__(self, bits: int = _GZIP) -> None:
        self._stream = zlib.decompressobj(bits)
        self.rest = b""

    @property
    def is_done(self) -> bool:
        """See `Expander`."""
        return self._stream.eof

    def expand(self, content: bytes, most: int) -> bytes:
        """See `Expander`."""
        found = self._stream.decompress(content, most)
        self.rest = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail
        return found


class ZstdExpander:
    """Decompresses one zstd frame."""

    def __init__(self) -> None:
        self._stream = ZstdDecompressor(options=_WINDOW)
        self.rest = b""

    @property
    def is_done(self) -> bool:
        """See `Expander`."""
        return self._stream.eof

    @property
    def is_hungry(self) -> bool:
        """See `Expander`."""
        return self._stream.needs_input

    def expand(self, content: bytes, most: int) -> bytes:
        """See `Expander`."""
        found = self._stream.decompress(content, most)
        self.rest = self._stream.unused_data if self._stream.eof else b""
        return found


def zstd_frame(content: bytes) -> bytes:
    """The bytes as a zstd frame of their own, made fast."""
    return compress(content, 1)


def undeflated(content: bytes, limit: int) -> bytes:
    """What was sent as `deflate`: with the header of zlib, as the standard has it, or bare.

    Raises:
        TooLarge, CorruptRecord, TruncatedRecord: as `expanded`.
    """
    try:
        return expanded(Inflater(_ZLIB), content, limit)
    except CorruptRecord:
        return expanded(Inflater(_BARE), content, limit)


def expanded(expander: Expander, content: bytes, limit: int) -> bytes:
    """The whole of what an expander makes of the bytes.

    Raises:
        TooLarge: it is over `limit` bytes; no more than that was decompressed.
        CorruptRecord, TruncatedRecord: the bytes are damaged, or end too early.
    """
    try:
        found = expander.expand(content, limit + 1)
    except FAULTS as error:
        raise CorruptRecord("The compressed bytes are damaged.", remedy="Fetch the page again.") from error
    if len(found) > limit:
        raise TooLarge(f"Decompressed, it has over {limit} bytes.", remedy="Split it into its pages.")
    if not expander.is_done:
        raise TruncatedRecord("The compressed bytes end too early.", remedy="Fetch the page again.")
    return found
