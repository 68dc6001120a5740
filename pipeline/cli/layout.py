"""Rows and lists on a terminal. Cells and paths are data: shown escaped, never as markup."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.terminal import shown

SHOWN = 20
"""Rows listed of what may be thousands."""
MAX_CELL = 100


def show_table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows in aligned columns, numbers to the right, under their heads if there are any.

    Args:
        heads: the columns' heads, or none.
        rows: at least one row of cells.
    """
    lines = [[_cell(value) for value in row] for row in ([heads] if heads else []) + list(rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    numbers = [all(isinstance(value, int | float) for value in column) for column in zip(*rows, strict=True)]
    for line in lines:
        padded = [
            cell.rjust(width) if is_number else cell.ljust(width)
            for cell, width, is_number in zip(line, widths, numbers, strict=True)
        ]
        print("  ".join(padded).rstrip())


def show_some(lines: Sequence[str]) -> None:
    """Print the first lines of a list, and how many more there are."""
    for line in lines[:SHOWN]:
        print(f"  {shown(line)}")
    if len(lines) > SHOWN:
        print(f"  ... and {len(lines) - SHOWN} more")


def _cell(value: object) -> str:
    if value is None:
        return "-"
    text = shown(" ".join(str(value).split()))
    return text if len(text) <= MAX_CELL else f"{text[: MAX_CELL - 3]}..."
