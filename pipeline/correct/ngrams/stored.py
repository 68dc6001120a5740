"""The artefact of a language model: byte planes; for their frame see `pipeline.artefacts`.

The n-grams of one length are told by how many of them go on from each shorter one, and by the ids of their
last words, each less the one before it. These numbers take two bytes, in planes of low and of high bytes;
a logarithm is a whole number of 1/32 in one byte.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from pipeline import artefacts
from pipeline.correct.ngrams.model import LanguageModel
from pipeline.correct.ngrams.tables import FINENESS, Ids, Logs, Order, Tables
from pipeline.correct.ngrams.words import MARKS, words_of

ARTEFACT = Path(__file__).parents[2] / "models" / "ngrams.msgpack.zst"
_BYTE = 256
_LOWEST = 255
_FARTHEST = 127


class StoredOrder(msgspec.Struct, frozen=True):
    """The n-grams of one length."""

    heirs: bytes
    """How many go on from each n-gram one shorter; empty for single words."""
    steps: bytes
    """Ids of the last words, each less the one before it; empty for single words."""
    probabilities: bytes
    backoffs: bytes


class StoredModel(msgspec.Struct, frozen=True):
    """The artefact."""

    words: list[str]
    """By id, without the marks that come before them."""
    orders: list[StoredOrder]


def load_model(frequencies: Mapping[str, float], path: Path = ARTEFACT) -> LanguageModel:
    """Read the artefact.

    Args:
        frequencies: share of running English that each lower-case word makes up.
        path: of the artefact.

    Raises:
        VocabularyError: it is missing or broken.
    """
    with artefacts.reading("The language model", path):
        return unpacked(path.read_bytes(), frequencies)


def packed(model: LanguageModel) -> bytes:
    """The artefact of a model; logarithms are rounded.

    Raises:
        ValueError: the model has more words than two bytes can tell.
    """
    if model.tables.n_words > _BYTE**2:
        raise ValueError(f"{model.tables.n_words} words are too many")
    orders, n_shorter = [], 0
    for order in model.tables.orders:
        orders.append(_stored(order, n_shorter, model.tables.n_words))
        n_shorter = len(order.keys)
    words = list(model.words.ids)[len(MARKS) :]
    return artefacts.packed(StoredModel(words, orders))


def unpacked(artefact: bytes, frequencies: Mapping[str, float]) -> LanguageModel:
    """The model of an artefact.

    Raises:
        ZstdError, msgspec.MsgspecError, ValueError, LookupError: it is broken.
    """
    stored = artefacts.unpacked(artefact, StoredModel)
    words = words_of(stored.words, frequencies)
    orders = [Order(np.arange(len(words.ids)), *_both_logs(stored.orders[0]))]
    orders += [Order(_keys(its, len(words.ids)), *_both_logs(its)) for its in stored.orders[1:]]
    n_shorter = 0
    for order, its in zip(orders, stored.orders, strict=True):
        if not len(order.keys) == len(order.probabilities) == len(order.backoffs):
            raise ValueError("an order's parts differ in length")
        if len(its.heirs) != 2 * n_shorter:
            raise ValueError("an order does not go on from the one before")
        if max(order.probabilities.max(initial=0), order.backoffs.max(initial=0)) > 0:
            raise ValueError("a probability or a share of one is above one")
        n_shorter = len(order.keys)
    return LanguageModel(words, Tables(tuple(orders)))


def _stored(order: Order, n_shorter: int, n_words: int) -> StoredOrder:
    probabilities = np.clip(np.round(-FINENESS * order.probabilities), 0, _LOWEST).astype(np.uint8).tobytes()
    backoffs = np.clip(np.round(-FINENESS * order.backoffs), 0, _FARTHEST).astype(np.int8).tobytes()
    if not n_shorter:
        return StoredOrder(b"", b"", probabilities, backoffs)
    contexts, words = np.divmod(order.keys, n_words)
    is_first = np.diff(contexts, prepend=-1) != 0
    steps = np.where(is_first, words, np.diff(words, prepend=0))
    heirs = np.bincount(contexts, minlength=n_shorter)
    return StoredOrder(_planes(heirs), _planes(steps), probabilities, backoffs)


def _keys(stored: StoredOrder, n_words: int) -> Ids:
    heirs, steps = _numbers(stored.heirs), _numbers(stored.steps)
    sums = np.zeros(len(steps) + 1, np.int64)
    np.cumsum(steps, out=sums[1:])
    before = sums[np.cumsum(heirs, dtype=np.int64) - heirs]
    keys = np.repeat(np.arange(len(heirs)) * n_words - before, heirs)
    keys += sums[1:]
    return keys


def _planes(numbers: Ids) -> bytes:
    low, high = numbers % _BYTE, numbers // _BYTE
    return low.astype(np.uint8).tobytes() + high.astype(np.uint8).tobytes()


def _numbers(planes: bytes) -> NDArray[np.uint16]:
    pairs = np.frombuffer(planes, np.uint8).reshape(2, -1).T
    return np.ascontiguousarray(pairs).view("<u2").ravel()


def _both_logs(stored: StoredOrder) -> tuple[Logs, Logs]:
    return _logs(stored.probabilities, np.uint8), _logs(stored.backoffs, np.int8)


def _logs(codes: bytes, kind: type[np.uint8] | type[np.int8]) -> Logs:
    return np.frombuffer(codes, kind).astype(np.float32) / np.float32(-FINENESS)
