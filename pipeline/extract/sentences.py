"""Splits the text of a block into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…][\"'”’)\]]{0,3}(?=\s)|\n")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“])(?:[A-Z]|e\.g|i\.e|vs|dr|mr|mrs|ms|prof|st|no|fig|approx|cf|u\.s|ca)\.$", re.IGNORECASE
)
_LONGEST_ABBREVIATION = 12


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Half-open offsets of the sentences, without surrounding white space; linear in the text.

    A full stop ends a sentence where white space and no small letter follow, unless it ends an initial or a
    common abbreviation.
    """
    start = 0
    for match in _END.finditer(text):
        if _is_end(text, match.end()):
            yield from _stripped(text, start, match.end())
            start = match.end()
    yield from _stripped(text, start, len(text))


def _is_end(text: str, end: int) -> bool:
    following = text[end : end + 3].lstrip()
    if text[end - 1] == "\n":
        return True
    if following[:1].islower():
        return False
    return not _ABBREVIATION.search(text[max(0, end - _LONGEST_ABBREVIATION) : end])


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    if piece.strip():
        yield left, left + len(piece.strip())
