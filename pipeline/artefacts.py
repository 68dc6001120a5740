"""How trained artefacts lie on disk: a struct as MessagePack, in a Zstandard frame with a checksum.

Both are read at the speed of compiled code, straight into the dictionaries and sets that are wanted.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec

from pipeline.errors import VocabularyError

if sys.version_info >= (3, 14):
    from compression.zstd import CompressionParameter, ZstdError, compress, decompress
else:
    from backports.zstd import CompressionParameter, ZstdError, compress, decompress

Stored = TypeVar("Stored", bound=msgspec.Struct)
_DAMAGE = (ZstdError, msgspec.MsgspecError, ValueError, LookupError)
"""What is raised where bytes are no such artefact, or their parts do not fit each other."""
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


@contextmanager
def reading(what: str, path: Path | str) -> Iterator[None]:
    """Whatever fails while an artefact is read, unpacked and made use of is an error that names it.

    Args:
        what: it holds, to begin a sentence with.
        path: of the artefact.

    Raises:
        VocabularyError: it is missing or broken.
    """
    try:
        yield
    except (OSError, *_DAMAGE) as error:
        raise VocabularyError(
            f"{what} cannot be read: {error}.", where=str(path),
            remedy="Restore it from the repository, or run `make train`.",
        ) from error  # fmt: skip
