"""Pages as compressed MessagePack: how they cross processes and lie in the cache."""

from __future__ import annotations

import sys
from dataclasses import dataclass

import msgspec

from pipeline.model import Page

if sys.version_info >= (3, 14):
    from compression.zstd import compress, decompress
else:
    from backports.zstd import compress, decompress

LEVEL = 1
"""Pages shrink to less than a tenth; higher levels save a few per cent."""


@dataclass(frozen=True, slots=True)
class PackedPage:
    """A page in few bytes, with the rules that acted on it in sight."""

    asked_rules: tuple[str, ...]
    content: bytes

    def unpack(self) -> Page:
        """The page itself."""
        return _DECODER.decode(decompress(self.content))


_DECODER = msgspec.msgpack.Decoder(Page)


def pack(page: Page) -> PackedPage:
    """Pack a page; the same page gives the same bytes.

    Raises:
        UnicodeEncodeError: a text of the page holds lone surrogates.
    """
    content = compress(msgspec.msgpack.encode(page, order="deterministic"), LEVEL)
    return PackedPage(page.asked_rules, content)
