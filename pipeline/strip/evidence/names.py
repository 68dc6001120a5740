"""What training learnt about the names in the markup, looked up for each element once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain, repeat
from string import ascii_lowercase

import numpy as np

from pipeline.strip.words import Remembered, Rows

NOTED = ("main", "section", "nav", "li", "figure")
"""Elements whose presence around a line is looked at; a name counts as the element of that name."""
ODDS = ("names", "parts")
"""Of a token: the log-odds of the whole, and the mean log-odds of its parts."""
_SUMS = len(ODDS) + 1
_WIDTH = 2 * len(ODDS) + len(NOTED)
_PART = re.compile(r"[a-z]{2,}")
_LETTERS_ALONE = bytes(code if chr(code) in ascii_lowercase + "\n" else ord(" ") for code in range(256))
_NOTED_PLACES = {element: place for place, element in enumerate(NOTED)}
_PLACES = np.arange(len(NOTED))[:, None]
_NONE = -1
_MOST_TOKENS = 100_000
_MOST_KINDS = 20_000

Kind = tuple[str, ...]
"""Tag and names of an element; the document, which is none, has one token without a letter."""
DOCUMENT: Kind = ("",)


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
        self._tokens = Remembered(_WIDTH, _MOST_TOKENS, self._of_tokens)
        self._kinds = Remembered(_SUMS + _WIDTH, _MOST_KINDS, self._of_kinds)

    def of(self, kinds: Sequence[Kind]) -> tuple[Rows, Rows]:
        """What is said of elements.

        Returns:
            Shape (elements, 3): sums of the log-odds of the tokens and of their parts, and the number of
            tokens. Shape (elements, 4 + noted): highest log-odds of a token and of its parts, the lowest
            ones negated, all at least 0; then 1 for each of the `NOTED` elements that there is.
        """
        values = self._kinds.rows(kinds)
        return values[:, :_SUMS], values[:, _SUMS:]

    def _of_kinds(self, kinds: Sequence[Kind]) -> Rows:
        lengths = np.fromiter(map(len, kinds), np.int64, len(kinds))
        starts = np.cumsum(lengths) - lengths
        of_tokens = self._tokens.rows(list(chain.from_iterable(kinds)))
        sums = np.add.reduceat(of_tokens[:, : len(ODDS)], starts)
        highs = np.maximum(np.maximum.reduceat(of_tokens, starts), 0)
        lengths[[kind == DOCUMENT for kind in kinds]] = 0
        return np.concatenate([sums, lengths[:, None], highs], axis=1)

    def _of_tokens(self, tokens: Sequence[str]) -> Rows:
        """The log-odds, the same negated, and 1 for the noted element that the token names."""
        wholes = list(map(self._names.get, tokens, repeat(0.0)))
        odds = np.array([wholes, self._mean_odds(tokens)])
        noted = np.fromiter(map(_NOTED_PLACES.get, tokens, repeat(_NONE)), np.int64, len(tokens))
        return np.concatenate([odds, -odds, noted == _PLACES]).T

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
