"""The tagger's model file: feature weights, transition weights and word clusters, xz-compressed lines.

Uncompressed layout (UTF-8, LF, each part sorted)::

    winnow-tagger 1 TRANSITIONS FEATURES CLUSTERED-WORDS SHA256-OF-THE-REST
    one line a tag: its seven transition scores
    feature <TAB> seven scores
    word key <TAB> cluster cluster
"""

from __future__ import annotations

import hashlib
import lzma
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import VocabularyError
from pipeline.model import Label

MODEL = Path(__file__).parents[1] / "models" / "tagger.tsv.xz"
LABELS: tuple[Label, ...] = ("CONDITION", "SYMPTOM", "TREATMENT")
TAGS = ("O", *(f"{place}-{label}" for label in LABELS for place in "BI"))
SCALE = 256
"""Scores are weights times this, rounded."""
Scores = tuple[int, ...]
_MAGIC = "winnow-tagger 1"
_REMEDY = "Restore the file, or rebuild it with `make train`."


@dataclass(frozen=True, slots=True)
class Weights:
    """A trained model; `transitions[i][j]` is the score of tag j after tag i."""

    transitions: tuple[Scores, ...] = field(repr=False)
    features: Mapping[str, Scores] = field(repr=False)
    clusters: Mapping[str, tuple[str, ...]] = field(repr=False)


def load_weights(path: Path = MODEL) -> Weights:
    """Read a model file.

    Raises:
        VocabularyError: the file is missing, truncated, changed or malformed; the error names it.
    """
    try:
        text = lzma.decompress(path.read_bytes(), format=lzma.FORMAT_XZ).decode()
    except (OSError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise VocabularyError(
            f"The model cannot be read: {error}.", where=str(path), remedy=_REMEDY
        ) from error
    header, _, body = text.partition("\n")
    if not header.startswith(_MAGIC) or header.split()[-1] != _digest(body):
        raise VocabularyError("The model's checksum is wrong.", where=str(path), remedy=_REMEDY)
    try:
        return _parse(header, body.split("\n")[:-1])
    except ValueError as error:
        raise VocabularyError(f"The model is malformed: {error}.", where=str(path), remedy=_REMEDY) from error


def encode_weights(weights: Weights) -> bytes:
    """The bytes of a model file; the same for the same weights."""
    lines = [_numbers(row) for row in weights.transitions]
    lines += [f"{name}\t{_numbers(scores)}" for name, scores in sorted(weights.features.items())]
    lines += [f"{word}\t{' '.join(names)}" for word, names in sorted(weights.clusters.items())]
    body = "".join(f"{line}\n" for line in lines)
    counts = f"{len(weights.transitions)} {len(weights.features)} {len(weights.clusters)}"
    text = f"{_MAGIC} {counts} {_digest(body)}\n{body}"
    return lzma.compress(text.encode(), format=lzma.FORMAT_XZ, preset=9 | lzma.PRESET_EXTREME)


def _parse(header: str, lines: list[str]) -> Weights:
    n_transitions, n_features, n_words = map(int, header.removeprefix(_MAGIC).split()[:-1])
    if n_transitions != len(TAGS) or n_transitions + n_features + n_words != len(lines):
        raise ValueError("the counts do not fit the lines")
    split = n_transitions + n_features
    features = {name: _scores(numbers) for name, numbers in map(_halves, lines[n_transitions:split])}
    clusters = {word: tuple(names.split(" ")) for word, names in map(_halves, lines[split:])}
    return Weights(tuple(map(_scores, lines[:n_transitions])), features, clusters)


def _halves(line: str) -> tuple[str, str]:
    left, _, right = line.rpartition("\t")
    return left, right


def _scores(numbers: str) -> Scores:
    scores = tuple(map(int, numbers.split(" ")))
    if len(scores) != len(TAGS):
        raise ValueError(f"{len(scores)} scores where {len(TAGS)} belong")
    return scores


def _numbers(scores: Scores) -> str:
    return " ".join(map(str, scores))


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
