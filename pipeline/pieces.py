"""What a change does, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

Mark = Literal["same", "del", "ins"]
_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_WORDS = 400
"""Changes of more words are shown as one deletion and one insertion: comparing takes their square."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stays, goes or comes."""

    mark: Mark
    text: str


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The word-level difference of two texts, none of them empty; deletions come before insertions."""
    if before == after:
        return _joined([Piece("same", before)])
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) + len(new) > _MOST_WORDS:
        return _joined([Piece("del", before), Piece("ins", after)])
    return _joined(_compared(old, new))


def _compared(old: list[str], new: list[str]) -> Iterator[Piece]:
    for tag, old_start, old_end, new_start, new_end in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(old[old_start:old_end]))
        else:
            yield Piece("del", "".join(old[old_start:old_end]))
            yield Piece("ins", "".join(new[new_start:new_end]))


def _joined(found: Iterator[Piece] | list[Piece]) -> tuple[Piece, ...]:
    """Without empty pieces; a lone space between two changed words goes with them."""
    kept = [piece for piece in found if piece.text]
    return tuple(
        Piece(mark, "".join(piece.text for piece in group))
        for mark, group in groupby(kept, key=lambda piece: piece.mark)
    )
