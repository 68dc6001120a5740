"""How a missing or broken artefact of the stage is told; for the frame of all see `pipeline.artefacts`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.artefacts import DAMAGE
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
    except (OSError, LookupError, *DAMAGE) as error:
        raise VocabularyError(
            f"{what} cannot be read: {error}.", where=str(path),
            remedy="Restore it from the repository, or run `make train`.",
        ) from error  # fmt: skip
