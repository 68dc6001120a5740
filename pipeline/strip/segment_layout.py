"""Where the blocks of a plain text begin and end.

Most texts have one block a line, whether or not blank lines stand between. In a hard-wrapped text a block
goes on over line ends: that is told by its line ends, which fall where the next word would no longer fit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.strip.headings import starts_item

Span = tuple[int, int]

_LINE = re.compile("\\S(?:[^\r\n\u2028\u2029\x85]*\\S)?")
_LINE_END = re.compile("\r\n|[\r\n\u2028\u2029\x85]")
_WIDTHS = range(30, 131)
_LEAST_WRAPS = 3
_WRAPPED_SHARE = 0.75
_TOLERANCE = 8
_WIDTH_QUANTILE = 0.95


def line_spans(text: str) -> list[Span]:
    """The non-blank lines without the white space around them."""
    return [match.span() for match in _LINE.finditer(text)]


def block_spans(text: str) -> list[Span]:
    """The blocks of the text, in order: its non-blank lines, joined where they are hard-wrapped."""
    lines = line_spans(text)
    joints = [_is_joint(text, line, after) for line, after in pairwise(lines)]
    width = _wrap_width(text, lines, joints)
    if width is None:
        return lines
    spans: list[Span] = lines[:1]
    for (line, after), is_joint in zip(pairwise(lines), joints, strict=True):
        if is_joint and _is_full(text, line, after, width - _TOLERANCE):
            spans[-1] = (spans[-1][0], after[1])
        else:
            spans.append(after)
    return spans


def _is_joint(text: str, line: Span, after: Span) -> bool:
    """Whether two lines could be one block: no blank line between, and the second starts no list item."""
    start = after[0]
    has_one_end = start - line[1] == 1 or len(_LINE_END.findall(text, line[1], start)) == 1
    return has_one_end and not starts_item(text, start)


def _wrap_width(text: str, lines: Sequence[Span], joints: Sequence[bool]) -> int | None:
    """The width at which the text is wrapped, `None` if it is not.

    Blank lines must part it into paragraphs, else every line may be one.
    """
    inner = [i for i, is_joint in enumerate(joints) if is_joint]
    if len(inner) < _LEAST_WRAPS or all(joints):
        return None
    lengths = sorted(lines[i][1] - lines[i][0] for i in inner)
    width = lengths[min(len(lengths) - 1, int(_WIDTH_QUANTILE * len(lengths)))]
    if width not in _WIDTHS:
        return None
    full = sum(_is_full(text, lines[i], lines[i + 1], width - _TOLERANCE) for i in inner)
    return width if full >= _WRAPPED_SHARE * len(inner) else None


def _is_full(text: str, line: Span, after: Span, width: int) -> bool:
    """Whether the next line's first word would not have fitted on the line."""
    word = text[after[0] : min(after[1], after[0] + _WIDTHS.stop)].split(maxsplit=1)[0]
    return line[1] - line[0] + 1 + len(word) > width
