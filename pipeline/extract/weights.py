"""The tagger's model file: weights of each label scheme and word clusters, xz-compressed lines.

Uncompressed layout (UTF-8, LF, each part sorted)::

    winnow-tagger 2 SHA256-OF-THE-REST
    clusters <TAB> WORDS
    scheme <TAB> FEATURES                  one line a scheme
    word key <TAB> cluster cluster         WORDS lines
    transition scores of a tag, feature <TAB> scores     for each scheme its tags and FEATURES lines
"""

from __future__ import annotations

import hashlib
import lzma
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np

from pipeline.errors import VocabularyError
from pipeline.extract.viterbi import Numbers
from pipeline.model import Label

MODEL = Path(__file__).parents[1] / "models" / "tagger.tsv.xz"
LABELS: tuple[Label, ...] = ("CONDITION", "SYMPTOM", "TREATMENT")
Scheme = Literal["consumer", "bc5cdr", "ncbi"]
SCHEMES: Mapping[Scheme, tuple[Label, ...]] = {
    "consumer": LABELS,
    "bc5cdr": ("CONDITION", "TREATMENT"),
    "ncbi": ("CONDITION",),
}
"""Label scheme -> its labels: consumer pages, or abstracts as a corpus annotates them."""
SCALE = 64
"""Scores are weights times this, rounded."""
_MAGIC = "winnow-tagger 2"
_REMEDY = "Restore the file, or rebuild it with `make train`."


def tags_of(scheme: Scheme) -> tuple[str, ...]:
    """The tags of a scheme: outside, then first and inner token of each label."""
    return ("O", *(f"{place}-{label}" for label in SCHEMES[scheme] for place in "BI"))


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """A trained model of one scheme."""

    tags: tuple[str, ...]
    transitions: Numbers = field(repr=False)
    """`transitions[i, j]` is the score of tag j after tag i."""
    rows: Mapping[str, int] = field(repr=False)
    """Feature -> its row in `scores`."""
    scores: Numbers = field(repr=False)
    """One row a feature, one column a tag."""


@dataclass(frozen=True, slots=True)
class Model:
    """What a model file holds of one scheme."""

    weights: Weights
    clusters: Mapping[str, tuple[str, ...]] = field(repr=False)


def load_model(path: Path = MODEL, scheme: Scheme = "consumer") -> Model:
    """Read the clusters and the weights of one scheme.

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
    if header != f"{_MAGIC} {_digest(body)}":
        raise VocabularyError("The model's checksum is wrong.", where=str(path), remedy=_REMEDY)
    try:
        return _parse(body.split("\n")[:-1], scheme)
    except (ValueError, IndexError) as error:
        raise VocabularyError(f"The model is malformed: {error}.", where=str(path), remedy=_REMEDY) from error


def encode_model(models: Mapping[Scheme, Weights], clusters: Mapping[str, tuple[str, ...]]) -> bytes:
    """The bytes of a model file; the same for the same weights.

    Args:
        models: the weights of every scheme.
        clusters: word key -> names of its clusters.
    """
    lines = [f"clusters\t{len(clusters)}", *(f"{name}\t{len(models[name].rows)}" for name in SCHEMES)]
    lines += [f"{word}\t{' '.join(names)}" for word, names in sorted(clusters.items())]
    for name in SCHEMES:
        lines += map(_numbers, models[name].transitions)
        rows = sorted(models[name].rows.items())
        lines += [f"{feature}\t{_numbers(models[name].scores[row])}" for feature, row in rows]
    body = "".join(f"{line}\n" for line in lines)
    text = f"{_MAGIC} {_digest(body)}\n{body}"
    return lzma.compress(text.encode(), format=lzma.FORMAT_XZ, preset=9 | lzma.PRESET_EXTREME)


def _parse(lines: list[str], scheme: Scheme) -> Model:
    counts = dict(_halves(line) for line in lines[: 1 + len(SCHEMES)])
    start = len(counts)
    end = start + int(counts["clusters"])
    clusters = {word: tuple(names.split(" ")) for word, names in map(_halves, lines[start:end])}
    for name in SCHEMES:
        start, end = end, end + len(tags_of(name)) + int(counts[name])
        if name == scheme:
            return Model(_weights(lines[start:end], scheme), clusters)
    raise ValueError(f"no scheme {scheme}")


def _weights(lines: list[str], scheme: Scheme) -> Weights:
    tags = tags_of(scheme)
    split = [line.rpartition("\t") for line in lines]
    numbers = " ".join([values for *_, values in split])
    scores = np.fromstring(numbers, np.int64, sep=" ").reshape(len(lines), len(tags))
    rows = {feature: index for index, (feature, *_) in enumerate(split[len(tags) :])}
    return Weights(tags, scores[: len(tags)], rows, scores[len(tags) :])


def _halves(line: str) -> tuple[str, str]:
    left, _, right = line.rpartition("\t")
    return left, right


def _numbers(scores: Numbers) -> str:
    return " ".join(map(str, scores.tolist()))


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
