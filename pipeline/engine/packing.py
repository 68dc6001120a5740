"""Pages as compressed JSON: how they cross processes and lie in the cache."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import msgspec

from pipeline.model import Page

LEVEL = 1
"""zlib's fastest: pages shrink to about a fifth, and higher levels cost more than they save."""


@dataclass(frozen=True, slots=True)
class PackedPage:
    """A page in few bytes, with the rules that acted on it in sight."""

    asked_rules: tuple[str, ...]
    content: bytes

    def unpack(self) -> Page:
        """The page itself."""
        return _DECODER.decode(zlib.decompress(self.content))


_DECODER = msgspec.json.Decoder(Page)


def pack(page: Page) -> PackedPage:
    """Pack a page; the same page gives the same bytes.

    Raises:
        UnicodeEncodeError: a text of the page holds lone surrogates.
    """
    content = zlib.compress(msgspec.json.encode(page, order="deterministic"), LEVEL)
    return PackedPage(page.asked_rules, content)
