"""How large what is read may be."""

SIZE_LIMIT = 32 * 2**20
"""Bytes of one page, as it lies on disk and as it is once decompressed."""
HEAD_LIMIT = 2**16
"""Bytes of the headers of a WARC record, and of those of an HTTP answer."""
EXPANSION_FREE = 2 * SIZE_LIMIT
EXPANSION = 250
"""What decompresses to more bytes than the first, and to so many times its own, is a bomb."""
