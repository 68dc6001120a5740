"""What the lines of a plain text are: title, headings, list items, paragraphs.

A heading is a short line without a full stop that opens something: a paragraph, a list, or headings of a
lower rank. A short line among short lines is none, so that menus are not taken for headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.model import BlockKind

PLAIN_LEVEL = 2
NUMBERED_LEVEL = 3
_HEADING_LENGTH = 110
_HEADING_WORDS = 18
_LEAD_IN_WORDS = 5
_PROSE_LENGTH = 80
_PROSE_WORDS = 4
_NEAR_TOP = 5
_BULLET = re.compile(r"(?:[-*•·▪◦‣●○■–—]|o(?=\s\S))\s{1,9}\S")
_NUMBER = re.compile(r"\(?(\d{1,2})[.):]\s{0,9}(?=[^\W\d_]|[\"'“‘(])")
_SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]{0,2}$")
_NEW_SENTENCE = re.compile(r"[.!?]['\"”’)]?\s{1,9}[A-Z\d]")
_CAPTION = re.compile(
    r"(?:fig(?:ure|\.)?|photo(?:graph)?|image|picture|credit|source)\s{0,3}\d{0,3}\s{0,3}[:.]\s", re.I
)
_QUOTED = re.compile(r"“[^“”]+”|\"[^\"]+\"|«[^«»]+»")


class Shape(NamedTuple):
    """What a line is; `level` for titles and headings only."""

    kind: BlockKind
    level: int | None = None


class _Look(NamedTuple):
    """How a line looks by itself."""

    text: str
    is_bullet: bool
    number: int | None
    is_candidate: bool
    """It could be a heading, if what follows agrees."""
    is_prose: bool


def starts_item(text: str) -> bool:
    """Whether the text begins with a bullet or a number of a list."""
    return not _starts_word(text) and (_BULLET.match(text) is not None or _NUMBER.match(text) is not None)


def _starts_word(text: str) -> bool:
    """Whether the first character rules out a bullet and a number; `o` may be a bullet."""
    return text[:1].isalpha() and text[0] != "o"


def shapes(lines: Sequence[str], title: str | None) -> list[Shape]:
    """The kind of each block of a plain text.

    Args:
        lines: the texts of the blocks, in order.
        title: the document's title, if it has one.
    """
    looks = [_look(line) for line in lines]
    found: list[Shape] = []
    for index in range(len(looks) - 1, -1, -1):  # backwards: a heading hangs on what it opens
        after = looks[index + 1] if index + 1 < len(looks) else None
        before = looks[index - 1] if index else None
        below = found[-1] if found else None
        if title is not None and index < _NEAR_TOP and lines[index] == title:
            found.append(Shape("title", 1))
        else:
            found.append(_shape(looks[index], before, after, below))
    return found[::-1]


def _look(line: str) -> _Look:
    is_bullet, number, start = _mark(line)
    if len(line) > _HEADING_LENGTH or len(words := line.split()) > _HEADING_WORDS:
        return _Look(line, is_bullet, number, False, True)
    ends_sentence = _SENTENCE_END.search(line[-4:]) is not None
    body = line[start:]
    is_question = "?" in body and body.rstrip(" \"'”’)").endswith("?") and not _NEW_SENTENCE.search(body)
    is_lead_in = line.endswith((",", ";")) or (line.endswith(":") and len(words) >= _LEAD_IN_WORDS)
    is_candidate = (
        not is_bullet
        and not is_lead_in
        and (is_question or (not ends_sentence and _starts_heading(line)))
        and any(character.isalpha() for character in line)
    )
    is_prose = len(line) >= _PROSE_LENGTH or is_lead_in or (ends_sentence and len(words) >= _PROSE_WORDS)
    return _Look(line, is_bullet, number, is_candidate, is_prose and not is_question)


def _mark(line: str) -> tuple[bool, int | None, int]:
    """Whether the line has a bullet, the number it has instead, and where its text begins after that."""
    if _starts_word(line):
        return False, None, 0
    number = _NUMBER.match(line)
    return _BULLET.match(line) is not None, int(number[1]) if number else None, number.end() if number else 0


def _starts_heading(line: str) -> bool:
    first = line.lstrip("\"'“‘([")[:1]
    # A script without letter case, such as Arabic, cannot begin with a capital.
    return first.isdigit() or (first.isalpha() and not first.islower())


def _shape(look: _Look, before: _Look | None, after: _Look | None, below: Shape | None) -> Shape:
    if look.number is not None and not look.is_bullet:
        return _numbered(look, before, after, below)
    marked = _marked_kind(look)
    if marked is not None:
        return Shape(marked)
    if look.is_candidate and after is not None and below is not None and _opens(look, after, below):
        return Shape("heading", PLAIN_LEVEL)
    return Shape("paragraph" if look.is_prose or look.text.endswith("?") else "other")


def _marked_kind(look: _Look) -> BlockKind | None:
    """The kind of a line that shows it by its own characters."""
    if look.is_bullet:
        return "list_item"
    if "\t" in look.text or look.text.count(" | ") >= 2:
        return "table_row"
    if _CAPTION.match(look.text):
        return "caption"
    return "quote" if _QUOTED.fullmatch(look.text) else None


def _numbered(look: _Look, before: _Look | None, after: _Look | None, below: Shape | None) -> Shape:
    """A numbered line opens a paragraph or a lower numbering, or is one of a run of list items."""
    number = look.number or 0
    follows = before is not None and before.number == number - 1 and number > 1
    precedes = after is not None and after.number == number + 1
    if not look.is_candidate or follows or precedes or after is None or below is None:
        return Shape("list_item")
    if after.number is not None and below.kind == "heading":
        return Shape("heading", PLAIN_LEVEL)
    return Shape("heading", NUMBERED_LEVEL) if _opens(look, after, below) else Shape("list_item")


def _opens(look: _Look, after: _Look, below: Shape) -> bool:
    if below.kind == "heading":
        return after.number is not None or (after.text.endswith("?") and not look.text.endswith("?"))
    return below.kind in {"list_item", "table_row", "quote"} or after.is_prose
