"""Named columns of numbers, one number a line, in one matrix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Column = NDArray[Any]
"""One number, or truth value, a line."""
Matrix = NDArray[np.float32]
"""Shape (columns, lines)."""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns about the lines of a page."""

    names: tuple[str, ...]
    values: Matrix

    def rows(self, names: tuple[str, ...]) -> Matrix:
        """The columns of these names, shape (names, lines).

        Raises:
            ValueError: there is no column of a name.
        """
        if names == self.names:
            return self.values
        return self.values.take(_places(self.names, names), axis=0)

    def beside(self, other: Table) -> Table:
        """The columns of both."""
        return Table((*self.names, *other.names), np.concatenate([self.values, other.values]))


@cache
def _places(names: tuple[str, ...], wanted: tuple[str, ...]) -> NDArray[np.int64]:
    """The places of the wanted ones: there are few sets of names, and all pages have the same."""
    return np.array([names.index(name) for name in wanted], np.int64)


def table_of(columns: Mapping[str, Column]) -> Table:
    """The table of columns of one length, of whatever type."""
    values = np.concatenate(list(columns.values()), dtype=np.float32, casting="unsafe")
    return Table(tuple(columns), values.reshape(len(columns), -1))
