"""The text around a correction, as much of it as a person needs to judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

REACH = 200
"""Characters shown on each side at most, to the nearest word."""
CUT_AT = 30
"""Characters of context that corrections.csv gives each side; a context this long is cut off."""
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of a page: its text, and where it starts in the page's text."""

    start: int
    text: str


def surroundings(row: Mapping[str, str], passage: Passage | None) -> tuple[str, str]:
    """What stands before and after a correction; an ellipsis shows where text was left out.

    Args:
        row: the correction, as corrections.csv has it.
        passage: its block; without one, or if the block says something else there, the short context of
            the row itself serves.
    """
    if passage is not None and row["start"]:
        start, end = int(row["start"]) - passage.start, int(row["end"]) - passage.start
        if 0 <= start <= end <= len(passage.text) and passage.text[start:end] == row["before"]:
            return _tail(passage.text[:start]), _head(passage.text[end:])
    before, after = row["context_before"], row["context_after"]
    return (
        _ELLIPSIS + before if len(before) >= CUT_AT else before,
        after + _ELLIPSIS if len(after) >= CUT_AT else after,
    )


def _tail(text: str) -> str:
    """The last words of a text; a word longer than that is cut."""
    if len(text) <= REACH:
        return text
    words = text[-REACH - 1 :].partition(" ")[2]  # the first of them may be half a word
    return _ELLIPSIS + (words if words.strip() else text[-REACH:])


def _head(text: str) -> str:
    """The first words of a text; a word longer than that is cut."""
    if len(text) <= REACH:
        return text
    words = text[: REACH + 1].rpartition(" ")[0]
    return (words if words.strip() else text[:REACH]) + _ELLIPSIS
