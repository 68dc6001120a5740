"""The text around a correction, as much of it as a person needs to judge: two sentences in all."""

from __future__ import annotations

import re
from dataclasses import dataclass

REACH = 200
"""Characters shown on each side at most, to the nearest word."""
CUT_AT = 30
"""Characters of context that corrections.csv gives each side; a context this long is cut off."""
_ELLIPSIS = "…"
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]{0,3}\s{1,3}(?=[^\sa-z]|\Z)")


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of a page: where it starts in the page's text, and its text."""

    start: int
    text: str


def surroundings(passage: Passage | None, start: int, end: int, said: str) -> tuple[str, str] | None:
    """What stands before and after a place; an ellipsis shows where text was left out.

    Shown are the sentence that the place stands in, and the one before it or, of a first sentence, the one
    after it.

    Args:
        passage: the block.
        start: of the place, in the page's text.
        end: of the place, in the page's text.
        said: what stands there.

    Returns:
        None where there is no block, or it says something else there.
    """
    if passage is None:
        return None
    start, end = start - passage.start, end - passage.start
    if not 0 <= start <= end <= len(passage.text) or passage.text[start:end] != said:
        return None
    stops = _stops(passage.text, max(0, start - 2 * REACH), start)
    is_second = bool(stops)
    before = passage.text[stops[-2] if len(stops) > 1 else max(0, start - 2 * REACH) : start]
    rest = passage.text[end : end + 2 * REACH]
    ends = _stops(rest, 0, len(rest))
    wanted = ends[0 if is_second else 1 :][:1]
    after = rest[: wanted[0]] if wanted else passage.text[end : end + REACH + 1]
    return tail(before), shortened(after.rstrip() if wanted else after, REACH)


def cut_off(before: str, after: str) -> tuple[str, str]:
    """The short contexts of a row of corrections.csv, with an ellipsis where they end early."""
    return (
        _ELLIPSIS + before if len(before) >= CUT_AT else before,
        after + _ELLIPSIS if len(after) >= CUT_AT else after,
    )


def tail(text: str) -> str:
    """The last words of a text; a word longer than that is cut."""
    if len(text) <= REACH:
        return text
    words = text[-REACH - 1 :].partition(" ")[2]  # the first of them may be half a word
    return _ELLIPSIS + (words if words.strip() else text[-REACH:])


def shortened(text: str, longest: int) -> str:
    """The first words of a text, at most so many characters; a word longer than that is cut."""
    if len(text) <= longest:
        return text
    words = text[: longest + 1].rpartition(" ")[0]
    return (words if words.strip() else text[:longest]) + _ELLIPSIS


def _stops(text: str, start: int, end: int) -> list[int]:
    """Where sentences end in a stretch of text, white space included."""
    return [found.end() for found in _SENTENCE_END.finditer(text, start, end)]
