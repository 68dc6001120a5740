"""What training learnt about the names in the markup, looked up for each element once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import repeat
from string import ascii_lowercase

import numpy as np

from pipeline.model import Element
from pipeline.strip.words import Remembered, Rows

NOTED = ("main", "section", "nav", "li", "figure")
"""Elements whose presence around a line is looked at; a name counts as the element of that name."""
ODDS = ("names", "parts")
"""Of a token, which is a tag or a name: the log-odds of the whole, and the mean log-odds of its parts."""
_HIGHS = 2 * len(ODDS)
_PART = re.compile(r"[a-z]{2,}")
_LETTERS_ALONE = bytes(code if chr(code) in ascii_lowercase + "\n" else ord(" ") for code in range(256))
_NOTED_PLACES = {element: place for place, element in enumerate(NOTED)}
_NONE = -1
_MOST_TOKENS = 100_000


class ElementNames:
    """Remembers from page to page what tags and names say: sites use the same on each page."""

    def __init__(self, names: Mapping[str, float], parts: Mapping[str, float]) -> None:
        """Take what training learnt.

        Args:
            names: log-odds of main content against boilerplate by token.
            parts: the same by part of a token.
        """
        self._names = names
        self._parts = parts
        self._tokens = Remembered(len(ODDS) + 1, _MOST_TOKENS, self._of_tokens)

    def of(self, elements: Sequence[Element]) -> tuple[Rows, Rows]:
        """What tags and names say of the document, which has none, and of elements.

        Returns:
            Shape (1 + elements, 3): sums of the log-odds of the tokens and of their parts, and the number of
            tokens. Shape (1 + elements, 4 + noted): highest log-odds of a token and of its parts, the lowest
            ones negated, all at least 0; then 1 for each of the `NOTED` elements that there is.
        """
        tokens: list[str] = []
        for element in elements:
            tokens.append(element.tag)
            tokens += element.names
        lengths = np.array([0, *[1 + len(element.names) for element in elements]])
        starts = (np.cumsum(lengths) - lengths)[1:]
        values = self._tokens.rows(tokens)
        odds, noted = values[:, : len(ODDS)], values[:, len(ODDS)].astype(np.int64)
        sums, highs = np.zeros((len(lengths), len(ODDS) + 1)), np.zeros((len(lengths), _HIGHS + len(NOTED)))
        sums[1:, : len(ODDS)] = np.add.reduceat(odds, starts)
        sums[:, len(ODDS)] = lengths
        extremes = (np.maximum.reduceat(odds, starts), -np.minimum.reduceat(odds, starts))
        np.maximum(np.concatenate(extremes, axis=1), 0, out=highs[1:, :_HIGHS])
        at = np.flatnonzero(noted != _NONE)
        highs[np.arange(len(lengths)).repeat(lengths)[at], _HIGHS + noted[at]] = 1
        return sums, highs

    def _of_tokens(self, tokens: Sequence[str]) -> Rows:
        """The log-odds, and the place of the noted element that the token names."""
        wholes = list(map(self._names.get, tokens, repeat(0.0)))
        noted = list(map(_NOTED_PLACES.get, tokens, repeat(_NONE)))
        return np.array([wholes, self._mean_odds(tokens), noted]).T

    def _mean_odds(self, tokens: Sequence[str]) -> list[float]:
        """The mean log-odds of the parts of each token, see `parts_of`: all are parted at once."""
        means: list[float] = []
        odds_of = self._parts.get
        letters = "\n".join(tokens).encode("utf-8", "surrogatepass").translate(_LETTERS_ALONE)
        for runs in letters.decode("ascii").split("\n"):
            total, count = 0.0, 0
            for run in runs.split():
                if len(run) > 1:
                    total += odds_of(run, 0.0)
                    count += 1
            means.append(total / max(count, 1))
        return means


def parts_of(token: str) -> list[str]:
    """The parts of a compound name: `entry-content2` has `entry` and `content`."""
    return _PART.findall(token)
