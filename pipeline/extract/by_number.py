"""The tagger's weights as the model file has them: by numbers instead of by names of features.

The names are those of `features`. What has the same own features everywhere, a word or a term mark, has one
row for all of them; joined features are told by the numbers of the values that they join.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

import msgspec
import numpy as np
import numpy.typing as npt

from pipeline.extract.features import JOINED, LONG, OFFSETS, SHORT, Column, Joined, is_seen
from pipeline.extract.weights import Weights

Told = Mapping[str, Sequence[tuple[str, int]]]
"""Name of a feature -> its values, and the row of each in the weights."""


class ByNumber(msgspec.Struct, frozen=True):
    """A trained model of one scheme. Numbers lie row by row, the lowest byte of each first."""

    transitions: bytes
    """Eight bytes each: see `Weights.transitions`."""
    own: dict[str, dict[str, int]]
    """Name of an own feature, without the place from which it is seen -> value -> row in `own_scores`."""
    own_scores: bytes
    """Four bytes each: one row a feature, in it one a place of `OFFSETS`, one column a tag; row 0 is zero."""
    numbers: dict[Column, dict[str, int]]
    """By column the numbers of the values that features join, from 1."""
    joined: tuple[tuple[bytes, bytes], ...]
    """For each of `JOINED` the numbers of the values of its features, two bytes each, one row a feature; and
    the scores, four bytes each."""
    lengths: bytes
    """Four bytes each: the scores of short texts, then of long ones."""


def by_number(weights: Weights) -> ByNumber:
    """The weights of a model by number; features that `features` never gives are left out.

    Raises:
        ValueError: some column has more values than two bytes can tell.
    """
    told: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for feature, row in weights.rows.items():
        name, _, value = feature.partition("=")
        told[name].append((value, row))
    numbers: dict[Column, dict[str, int]] = {column: {} for column in get_args(Column)}
    joined = tuple([_joined(family, told[family.name], numbers, weights) for family in JOINED])
    if max(map(len, numbers.values())) > np.iinfo(np.uint16).max:
        raise ValueError("features join too many values")
    none = np.zeros(len(weights.tags), np.int64)
    lengths = [weights.scores[weights.rows[name]] if name in weights.rows else none for name in (SHORT, LONG)]
    own, own_scores = _own(told, weights)
    transitions = weights.transitions.astype("<i8").tobytes()
    return ByNumber(transitions, own, _packed(own_scores), numbers, joined, _packed(np.array(lengths)))


def _packed(scores: npt.NDArray[np.integer]) -> bytes:
    return scores.astype("<i4").tobytes()


def _own(told: Told, weights: Weights) -> tuple[dict[str, dict[str, int]], npt.NDArray[np.int32]]:
    """Own features with their places in a table, and the table."""
    places: defaultdict[str, dict[str, int]] = defaultdict(dict)
    scores = np.zeros((1 + sum(map(len, told.values())), len(OFFSETS), len(weights.tags)), np.int32)
    count = 1
    for name, values in told.items():
        offset, _, bare = name.partition("|")
        if bare and is_seen(bare, int(offset)):
            rows = places[bare]
            for value, _ in values:
                if value not in rows:
                    rows[value] = count
                    count += 1
            seen = [rows[value] for value, _ in values]
            scores[seen, OFFSETS.index(int(offset))] = weights.scores[[row for _, row in values]]
    return dict(places), scores[:count]


def _joined(
    family: Joined,
    told: Sequence[tuple[str, int]],
    numbers: Mapping[Column, dict[str, int]],
    weights: Weights,
) -> tuple[bytes, bytes]:
    """The features of a family, see `ByNumber.joined`."""
    found = list(_numbered(family, told, numbers))
    values = np.array([digits for digits, _ in found], "<u2").tobytes()
    return values, _packed(weights.scores[[row for _, row in found]])


def _numbered(
    family: Joined, told: Sequence[tuple[str, int]], numbers: Mapping[Column, dict[str, int]]
) -> Iterator[tuple[list[int], int]]:
    """The features of a family: numbers of the values, which are numbered here, and row of the feature."""
    known = [numbers[column] for column in family.columns]
    leads = family.leads[: len(known)]
    for text, row in told:
        values = text.split("|")
        if len(values) != len(known):
            values = _split(text)  # a value is that mark itself
        if len(values) == len(known) and all(map(str.startswith, values, leads)):
            bare = map(str.removeprefix, values, leads)
            digits = [column.setdefault(value, len(column) + 1)
                      for column, value in zip(known, bare, strict=True)]  # fmt: skip
            yield digits, row


def _split(told: str) -> list[str]:
    """The values that are parted by `|`; one that is that mark itself stands alone."""
    values = []
    while told:
        value = "|" if told[0] == "|" else told.partition("|")[0]
        values.append(value)
        told = told[len(value) + 1 :]
    return values
