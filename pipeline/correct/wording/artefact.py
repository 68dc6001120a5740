"""How a missing or broken artefact of this package is told."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from pipeline.errors import VocabularyError


@contextmanager
def reading(what: str, path: Path) -> Iterator[None]:
    """Whatever fails while an artefact is read and unpacked is an error that names it.

    Args:
        what: it holds, to begin a sentence with.
        path: of the artefact.

    Raises:
        VocabularyError: it is missing or broken.
    """
    try:
        yield
    except (OSError, zlib.error, msgspec.MsgspecError, ValueError) as error:
        raise VocabularyError(
            f"{what} cannot be read: {error}.", where=str(path),
            remedy="Restore it from the repository, or run `make train`.",
        ) from error  # fmt: skip
