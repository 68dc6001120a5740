"""A gzip file of one page, decompressed as a whole."""

from __future__ import annotations

import io

from pipeline.errors import CorruptRecord, TooLarge, TruncatedRecord
from pipeline.read.compression import GZIP_MAGIC
from pipeline.read.containers.chunks import Broken, open_chunks

_FETCH = "Fetch the page again."


def gunzipped(content: bytes, limit: int) -> bytes:
    """All members of a gzip file, without what follows them; bytes that are no gzip are as they are.

    Raises:
        TooLarge: it is over `limit` bytes; no more than a chunk beyond that was decompressed.
        CorruptRecord, TruncatedRecord: the bytes are damaged, or end too early.
    """
    if not content.startswith(GZIP_MAGIC):
        return content
    chunks = open_chunks(io.BytesIO(content))
    found = bytearray()
    try:
        while chunk := chunks.read():
            found += chunk
            if len(found) > limit:
                raise TooLarge(f"Decompressed, it has over {limit} bytes.", remedy="Split it into its pages.")
    except Broken as fault:
        if content.startswith(GZIP_MAGIC, fault.member):
            raise CorruptRecord("The compressed bytes are damaged.", remedy=_FETCH) from fault
    if chunks.is_cut:
        raise TruncatedRecord("The compressed bytes end too early.", remedy=_FETCH)
    return bytes(found)
