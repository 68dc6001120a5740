"""The trees of the second look at the likeliest options of doubtful words, as their artefact has them."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from pipeline.correct.wording.closer import COLUMNS
from pipeline.errors import VocabularyError
from pipeline.forest import Forest, forest_of

_REMEDY = "Restore it from the repository, or run `make train`."
ARTEFACT = Path(__file__).parents[2] / "models" / "correct_forests.json.zz"


class StoredForest(msgspec.Struct, frozen=True):
    """One forest of the artefact over the columns of `closer_look`, see `StoredTrees`."""

    questions: list[list[int]]
    borders: list[list[float]]
    leaves: list[list[float]]
    bias: float


@cache
def load_forests(path: Path = ARTEFACT) -> Mapping[str, Forest]:
    """The forests by family.

    Raises:
        VocabularyError: the artefact is missing or broken.
    """
    try:
        stored = msgspec.json.decode(zlib.decompress(path.read_bytes()), type=dict[str, StoredForest])
        return {name: forest_of(its, COLUMNS) for name, its in stored.items()}
    except (OSError, zlib.error, msgspec.MsgspecError, ValueError) as error:
        raise VocabularyError(
            f"The forests cannot be read: {error}.", where=str(path), remedy=_REMEDY
        ) from error


def packed(forests: Mapping[str, StoredForest]) -> bytes:
    """The artefact's bytes: equal forests, equal bytes."""
    return zlib.compress(msgspec.json.encode(dict(forests)), 9)
