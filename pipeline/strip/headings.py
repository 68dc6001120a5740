"""What the lines of a plain text are: title, headings, list items, paragraphs.

A heading is a short line without a full stop that opens something: a paragraph, a list, or headings of a
lower rank. A short line among short lines is none, so that menus are not taken for headings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import get_args

import msgspec

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
    r"(?=[fpics])(?:fig(?:ure|\.)?|photo(?:graph)?|image|picture|credit|source)\s{0,3}\d{0,3}\s{0,3}[:.]\s",
    re.I,
)
_QUOTED = re.compile(r"“[^“”]+”|\"[^\"]+\"|«[^«»]+»")


class Shape(msgspec.Struct, frozen=True, gc=False):
    """What a line is; `level` for titles and headings only."""

    kind: BlockKind
    level: int | None = None


PLAIN: Mapping[BlockKind, Shape] = {kind: Shape(kind) for kind in get_args(BlockKind)}
"""The shape of each kind without a level."""
_TITLE = Shape("title", 1)
_HEADING = Shape("heading", PLAIN_LEVEL)


class _Look(msgspec.Struct, frozen=True, gc=False):
    """How a line looks by itself."""

    text: str
    is_bullet: bool
    number: int | None
    is_candidate: bool
    """It could be a heading, if what follows agrees."""
    is_prose: bool


class _Ending(msgspec.Struct, frozen=True, gc=False):
    """What the last characters of a line make of it; nothing where they are a word."""

    is_sentence: bool = False
    is_question: bool = False
    is_lead_in: bool = False


_NO_MARK: tuple[bool, int | None, int] = (False, None, 0)


def starts_item(text: str, start: int = 0) -> bool:
    """Whether a line of the text begins, at `start`, with a bullet or a number of a list."""
    return not _starts_word(text, start) and (
        _BULLET.match(text, start) is not None or _NUMBER.match(text, start) is not None
    )


def _starts_word(text: str, start: int = 0) -> bool:
    """Whether the first character rules out a bullet and a number; `o` may be a bullet."""
    first = text[start : start + 1]
    return first.isalpha() and first != "o"


def shapes(lines: Sequence[str], title: str | None) -> list[Shape]:
    """The kind of each block of a plain text.

    Args:
        lines: the texts of the blocks, in order.
        title: the document's title, if it has one.
    """
    looks = [_look(line) for line in lines]
    found: list[Shape] = []
    below: Shape | None = None
    for index in range(len(looks) - 1, -1, -1):  # backwards: a heading hangs on what it opens
        if title is not None and index < _NEAR_TOP and lines[index] == title:
            below = _TITLE
        else:
            below = _shape(looks, index, below)
        found.append(below)
    return found[::-1]


def _look(line: str) -> _Look:
    is_bullet, number, start = _NO_MARK if _starts_word(line) else _mark(line)
    if len(line) > _HEADING_LENGTH or _is_wordy(line):
        return _Look(line, is_bullet, number, False, True)
    if line[-1:].isalnum():  # as most lines do that are no sentence
        is_candidate = not is_bullet and _starts_heading(line)
        return _Look(line, is_bullet, number, is_candidate, len(line) >= _PROSE_LENGTH)
    ending = _ending(line, line[start:])
    is_candidate = (
        not is_bullet
        and not ending.is_lead_in
        and (
            (ending.is_question and any(map(str.isalpha, line)))
            or (not ending.is_sentence and _starts_heading(line))
        )
    )
    is_prose = (
        len(line) >= _PROSE_LENGTH
        or ending.is_lead_in
        or (ending.is_sentence and len(line.split()) >= _PROSE_WORDS)
    )
    return _Look(line, is_bullet, number, is_candidate, is_prose and not ending.is_question)


def _is_wordy(line: str) -> bool:
    # Words take two characters each, the space among them: most lines are too short to be split.
    return len(line) > 2 * _HEADING_WORDS and len(line.split()) > _HEADING_WORDS


def _ending(line: str, body: str) -> _Ending:
    """How a line ends; the body is what stands after its number."""
    return _Ending(
        is_sentence=_SENTENCE_END.search(line[-4:]) is not None,
        is_question="?" in body and body.rstrip(" \"'”’)").endswith("?") and not _NEW_SENTENCE.search(body),
        is_lead_in=line.endswith((",", ";")) or (line.endswith(":") and len(line.split()) >= _LEAD_IN_WORDS),
    )


def _mark(line: str) -> tuple[bool, int | None, int]:
    """Whether the line has a bullet, the number it has instead, and where its text begins after that."""
    number = _NUMBER.match(line)
    return _BULLET.match(line) is not None, int(number[1]) if number else None, number.end() if number else 0


def _starts_heading(line: str) -> bool:
    first = line[:1]
    if not first.isalnum():
        first = line.lstrip("\"'“‘([")[:1]
    # A script without letter case, such as Arabic, cannot begin with a capital.
    if first.isalpha():
        return not first.islower()
    return first.isdigit() and any(map(str.isalpha, line))


def _shape(looks: Sequence[_Look], index: int, below: Shape | None) -> Shape:
    look = looks[index]
    if look.number is not None and not look.is_bullet:
        return _numbered(looks, index, below)
    marked = _marked_kind(look)
    if marked is not None:
        return PLAIN[marked]
    if look.is_candidate and below is not None and _opens(look, looks[index + 1], below):
        return _HEADING
    return PLAIN["paragraph" if look.is_prose or look.text.endswith("?") else "other"]


def _marked_kind(look: _Look) -> BlockKind | None:
    """The kind of a line that shows it by its own characters."""
    if look.is_bullet:
        return "list_item"
    text = look.text
    if "\t" in text or (" | " in text and text.count(" | ") >= 2):
        return "table_row"
    if _CAPTION.match(text):
        return "caption"
    return "quote" if text.startswith(("“", '"', "«")) and _QUOTED.fullmatch(text) else None


def _numbered(looks: Sequence[_Look], index: int, below: Shape | None) -> Shape:
    """A numbered line opens a paragraph or a lower numbering, or is one of a run of list items."""
    look = looks[index]
    number = look.number or 0
    follows = index > 0 and looks[index - 1].number == number - 1 and number > 1
    if not look.is_candidate or follows or below is None:
        return PLAIN["list_item"]
    after = looks[index + 1]
    if after.number == number + 1:
        return PLAIN["list_item"]
    if after.number is not None and below.kind == "heading":
        return _HEADING
    return Shape("heading", NUMBERED_LEVEL) if _opens(look, after, below) else PLAIN["list_item"]


def _opens(look: _Look, after: _Look, below: Shape) -> bool:
    if below.kind == "heading":
        return after.number is not None or (after.text.endswith("?") and not look.text.endswith("?"))
    return below.kind in {"list_item", "table_row", "quote"} or after.is_prose
