"""Pages as compressed MessagePack: how they cross processes and lie in the cache.

What a page says twice is packed once: its clean text has its kept blocks again, and most of their text.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace

import msgspec

from pipeline.model import CleanBlock, CleanText, Page

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
        packed = _DECODER.decode(decompress(self.content))
        page = packed.page
        blocks = tuple(_cleaned(page, packed.cleaned))
        return replace(page, clean=CleanText(page.clean.document_id, page.clean.title, blocks))


class _Packed(msgspec.Struct, frozen=True, array_like=True):
    page: Page
    """Without the blocks of its clean text."""
    cleaned: tuple[tuple[str, tuple[int, ...]] | None, ...]
    """Of each kept block that was corrected, the clean text and which of the page's edits are made there."""


_DECODER = msgspec.msgpack.Decoder(_Packed)


def pack(page: Page) -> PackedPage:
    """Pack a page; the same page gives the same bytes.

    Raises:
        UnicodeEncodeError: a text of the page holds lone surrogates.
    """
    places = {edit: place for place, edit in enumerate(page.edits)}
    cleaned = tuple(
        (block.text, tuple(places[edit] for edit in block.edits)) if block.edits else None
        for block in page.clean.blocks
    )
    bare = replace(page, clean=CleanText(page.clean.document_id, page.clean.title, ()))
    content = compress(msgspec.msgpack.encode(_Packed(bare, cleaned)), LEVEL)
    return PackedPage(page.asked_rules, content)


def _cleaned(page: Page, cleaned: tuple[tuple[str, tuple[int, ...]] | None, ...]) -> Iterator[CleanBlock]:
    """The blocks of the clean text, which are the kept ones."""
    start = 0
    kept = (block for block in page.blocks if block.is_kept)
    for block, corrected in zip(kept, cleaned, strict=True):
        text, places = corrected or (block.text, ())
        yield CleanBlock(block, text, start, tuple(page.edits[place] for place in places))
        start += len(text) + 1
