"""What the HTML says about each line: its links, and the names of the elements around it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.model import Block
from pipeline.strip.evidence.lexicon import CALLED, NOTED, Lexicon
from pipeline.strip.evidence.lines import Column

_MOST_LINKS = 20
_NEAR = 6
_FAR = np.uint8(61)
"""Beyond the longest context."""


def markup_columns(blocks: Sequence[Block], lexicon: Lexicon) -> dict[str, Column]:
    """Links, elements and names around each block of an HTML page; zeros for a block without markup."""
    contexts = [block.markup.context if block.markup else () for block in blocks]
    links = np.array([_links(block) for block in blocks])
    columns = {
        "link_share": np.minimum(links[:, 0] / np.array([max(1, len(block.text)) for block in blocks]), 1),
        "links": np.minimum(links[:, 1], _MOST_LINKS),
    }
    distinct = {context: place for place, context in enumerate(dict.fromkeys(contexts))}
    places = np.array([distinct[context] for context in contexts])
    columns |= {name: values[places] for name, values in _context_columns(list(distinct), lexicon).items()}
    return {name: np.asarray(column, np.float32) for name, column in columns.items()}


def _links(block: Block) -> tuple[int, int]:
    return (block.markup.link_characters, block.markup.links) if block.markup else (0, 0)


def _context_columns(contexts: Sequence[tuple[str, ...]], lexicon: Lexicon) -> dict[str, np.ndarray]:
    """Sums, extremes and distances over the tokens of each context, nearest token first."""
    filled = [context or ("",) for context in contexts]
    lengths = np.array([len(context) for context in filled])
    starts = np.cumsum(lengths) - lengths
    names = lexicon.of_names([token for context in filled for token in context])
    distance = (np.arange(len(names.odds)) - np.repeat(starts, lengths)).astype(np.uint8)
    near = np.where(distance < _NEAR, 1.0, 0.0)
    columns = {"depth": lengths}
    for name, odds in zip(("names", "parts"), names.odds.T, strict=True):
        total = np.add.reduceat(odds, starts)
        columns |= {
            f"{name}_sum": total,
            f"{name}_mean": total / lengths,
            f"{name}_low": np.minimum.reduceat(odds, starts),
            f"{name}_high": np.maximum.reduceat(odds, starts),
            f"{name}_near": np.add.reduceat(odds * near, starts),
        }
    far = np.where(names.flags[:, : len(CALLED)], distance[:, None], _FAR)
    called = np.minimum.reduceat(far, starts, axis=0)
    inside = np.logical_or.reduceat(names.flags[:, len(CALLED) :], starts, axis=0)
    columns |= {f"called_{name}": called[:, place] for place, name in enumerate(CALLED)}
    return columns | {f"in_{name}": inside[:, place] for place, name in enumerate(NOTED)}
