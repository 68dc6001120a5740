"""Splits the text of a block into sentences."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

_END = re.compile(r"[.!?…\n](?:(?<=\n)|[\"'”’)\]]{0,3}(?=\s))")
"""Told so, all ends begin with one of a few characters, and `re` looks for these at twice the speed."""
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“])(?:[A-Z]|e\.g|i\.e|vs|dr|mr|mrs|ms|prof|st|no|fig|approx|cf|u\.s|ca)\.$", re.IGNORECASE
)
_LONGEST_ABBREVIATION = 12
_SHORT = 5_000
"""Most characters of a text whose sentences are remembered; bounds the memory."""


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Half-open offsets of the sentences, without surrounding white space; linear in the text.

    A full stop ends a sentence where white space and no small letter follow, unless it ends an initial or a
    common abbreviation.
    """
    return _split_short(text) if len(text) <= _SHORT else _split(text)


def _split(text: str) -> tuple[tuple[int, int], ...]:
    ends = [match.end() for match in _END.finditer(text) if _is_end(text, match.end())]
    if not ends and text and text == text.strip():
        return ((0, len(text)),)  # so most lines
    spans = []
    for start, end in pairwise([0, *ends, len(text)]):
        piece = text[start:end]
        bare = piece.strip()
        if bare:
            left = start + len(piece) - len(piece.lstrip())
            spans.append((left, left + len(bare)))
    return tuple(spans)


_split_short = lru_cache(maxsize=4096)(_split)
"""Mentions and relations are found in the same texts, one after the other."""


def _is_end(text: str, end: int) -> bool:
    if text[end - 1] == "\n":
        return True
    following = text[end : end + 3].lstrip()
    if following[:1].islower():
        return False
    return not _ABBREVIATION.search(text[max(0, end - _LONGEST_ABBREVIATION) : end])
