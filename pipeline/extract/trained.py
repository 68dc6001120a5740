"""The tagger's model file: the weights of each label scheme by number, and word clusters.

For its frame see `pipeline.artefacts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from pipeline.artefacts import packed, reading, unpacked
from pipeline.extract.by_number import ByNumber, by_number
from pipeline.extract.scores import Scores, scores_of
from pipeline.extract.weights import Scheme, Weights, tags_of

MODEL = Path(__file__).parents[1] / "models" / "tagger.msgpack.zst"


class StoredModel(msgspec.Struct, frozen=True):
    """The contents of a model file."""

    clusters: dict[str, tuple[str, ...]]
    schemes: dict[Scheme, msgspec.Raw]
    """By its name the `ByNumber` of a scheme: a run reads one of them."""


@dataclass(frozen=True, slots=True)
class Model:
    """What a model file holds of one scheme."""

    scores: Scores
    clusters: Mapping[str, tuple[str, ...]] = field(repr=False)


def load_model(path: Path = MODEL, scheme: Scheme = "consumer") -> Model:
    """Read the clusters and the weights of one scheme.

    Raises:
        VocabularyError: the file is missing, truncated, changed or malformed; the error names it.
    """
    with reading("The model", path):
        stored = unpacked(path.read_bytes(), StoredModel)
        model = msgspec.msgpack.decode(stored.schemes[scheme], type=ByNumber)
        return Model(scores_of(model, tags_of(scheme)), stored.clusters)


def encode_model(models: Mapping[Scheme, Weights], clusters: Mapping[str, tuple[str, ...]]) -> bytes:
    """The bytes of a model file; the same for the same weights.

    Args:
        models: the weights of every scheme.
        clusters: word key -> names of its clusters.
    """
    encoder = msgspec.msgpack.Encoder(order="deterministic")
    schemes = {name: msgspec.Raw(encoder.encode(by_number(model))) for name, model in models.items()}
    return packed(StoredModel(dict(clusters), schemes))
