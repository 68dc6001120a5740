"""How trained artefacts lie on disk: a struct as MessagePack, in a Zstandard frame with a checksum.

Both are read at the speed of compiled code, straight into the dictionaries and sets that are wanted.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TypeVar

import msgspec

if sys.version_info >= (3, 14):
    from compression.zstd import CompressionParameter, ZstdError, compress, decompress
else:
    from backports.zstd import CompressionParameter, ZstdError, compress, decompress

Stored = TypeVar("Stored", bound=msgspec.Struct)
DAMAGE = (ZstdError, msgspec.MsgspecError, ValueError)
"""What `unpacked` raises of bytes that are no such artefact."""
_OPTIONS: Mapping[int, int] = {
    CompressionParameter.compression_level: 19,
    CompressionParameter.checksum_flag: 1,
}


def packed(stored: msgspec.Struct) -> bytes:
    """The bytes of an artefact; the same for the same contents, in whatever order its sets are."""
    return compress(msgspec.msgpack.encode(stored, order="deterministic"), options=_OPTIONS)


def unpacked(artefact: bytes, kind: type[Stored]) -> Stored:
    """What an artefact holds.

    Args:
        artefact: what `packed` gave.
        kind: of struct.

    Raises:
        ZstdError, msgspec.MsgspecError, ValueError: the bytes are cut short, changed, or none of this kind.
    """
    return msgspec.msgpack.decode(decompress(artefact), type=kind)
