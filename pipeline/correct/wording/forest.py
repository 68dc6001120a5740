"""The trees of the second look at the likeliest options of doubtful words, as their artefact has them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from pipeline import artefacts
from pipeline.correct.wording.closer import COLUMNS
from pipeline.forest import Forest, forest_of

ARTEFACT = Path(__file__).parents[2] / "models" / "correct_forests.msgpack.zst"


class StoredForest(msgspec.Struct, frozen=True):
    """One forest of the artefact over the columns of `closer_look`, see `StoredTrees`."""

    questions: list[list[int]]
    borders: list[list[float]]
    leaves: list[list[float]]
    bias: float


class StoredForests(msgspec.Struct, frozen=True):
    """The artefact."""

    forests: dict[str, StoredForest]
    """By family."""


@cache
def load_forests(path: Path = ARTEFACT) -> Mapping[str, Forest]:
    """The forests by family.

    Raises:
        VocabularyError: the artefact is missing or broken.
    """
    with artefacts.reading("The forests", path):
        stored = artefacts.unpacked(path.read_bytes(), StoredForests)
        return {name: forest_of(its, COLUMNS) for name, its in stored.forests.items()}


def packed(forests: Mapping[str, StoredForest]) -> bytes:
    """The artefact's bytes: equal forests, equal bytes."""
    return artefacts.packed(StoredForests(dict(forests)))
