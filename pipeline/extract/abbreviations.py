"""Abbreviations that a text explains itself: "long form (SHORT)" and "SHORT (long form)".

The method is that of Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation definitions
in biomedical text": the characters of the short form are looked up from right to left in the words beside the
bracket, and the first of them must begin a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BRACKET = re.compile(r"\(([^()\n]{2,150})\)")
_SHORT = re.compile(r"[^\W_][\w.&/+-]{0,9}(?: [\w.&/+-]{1,9})?")
_LAST_WORD = re.compile(r"[^\s()\[\],;:]{1,12}$")
_CLAUSE_END = re.compile(r"[\n;:()]|[.!?]\s")
WINDOW = 200
"""Most characters beside a bracket that can hold the long form."""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and what it stands for; `text[long_start:long_end] == long`, the short form likewise.

    The plural ending of a short form ("MRIs") is no part of it.
    """

    short: str
    long: str
    short_start: int
    short_end: int
    long_start: int
    long_end: int


def find_abbreviations(text: str) -> tuple[Abbreviation, ...]:
    """Every abbreviation that the text explains, in order of the brackets, in time linear in the text."""
    return tuple(_explained(text))


def _explained(text: str) -> Iterator[Abbreviation]:
    for bracket in _BRACKET.finditer(text):
        found = _long_before(text, bracket) or _long_inside(text, bracket)
        if found is not None:
            yield found


def _long_before(text: str, bracket: re.Match[str]) -> Abbreviation | None:
    """`long form (SHORT)`; what follows a comma or semicolon in the bracket is left aside."""
    inside = re.split(r"[;,]", bracket[1], maxsplit=1)[0]
    start = bracket.start(1) + len(inside) - len(inside.lstrip())
    short = _singular(inside.strip())
    if not _is_short(short):
        return None
    begin, end = _window_before(text, bracket.start(), _most_words(short))
    return _paired(text, short, start, begin, end)


def _long_inside(text: str, bracket: re.Match[str]) -> Abbreviation | None:
    """`SHORT (long form)`."""
    before = text[max(0, bracket.start() - 20) : bracket.start()].rstrip()
    word = _LAST_WORD.search(before)
    if word is None or len(bracket[1].split()) > _most_words(word[0]):
        return None
    short = _singular(word[0])
    start = max(0, bracket.start() - 20) + word.start()
    return _paired(text, short, start, *bracket.span(1)) if _is_short(short) else None


def _paired(text: str, short: str, start: int, begin: int, end: int) -> Abbreviation | None:
    end = begin + len(text[begin:end].rstrip())
    long_start = _long_start(short, text, begin, end)
    if long_start is None or end - long_start <= len(short) or short in text[long_start:end].split():
        return None
    return Abbreviation(short, text[long_start:end], start, start + len(short), long_start, end)


def _long_start(short: str, text: str, begin: int, end: int) -> int | None:
    """Where the shortest long form that ends at `end` begins: Schwartz and Hearst's backward search."""
    place = end
    for index in range(len(short) - 1, -1, -1):
        character = short[index].lower()
        if not character.isalnum():
            continue
        place -= 1
        while place >= begin and (
            text[place].lower() != character or (index == 0 and place > begin and text[place - 1].isalnum())
        ):
            place -= 1
        if place < begin:
            return None
    return place


def _window_before(text: str, end: int, most_words: int) -> tuple[int, int]:
    """The words of the same clause before a bracket, at most `most_words` of them."""
    begin = max(0, end - WINDOW)
    for match in _CLAUSE_END.finditer(text, begin, end):
        begin = match.end()
    words = list(re.finditer(r"\S+", text[begin:end]))
    return (begin + words[-most_words].start() if len(words) > most_words else begin), end


def _most_words(short: str) -> int:
    return min(len(short) + 5, len(short) * 2)


def _singular(short: str) -> str:
    return short[:-1] if len(short) > 2 and short[-1] == "s" and short[-2].isupper() else short


def _is_short(word: str) -> bool:
    """Whether a word looks like a short form: 2 to 10 characters, capitals or digits beyond its first."""
    if not 2 <= len(word) <= 10 or _SHORT.fullmatch(word) is None:
        return False
    n_capitals = sum(map(str.isupper, word))
    return n_capitals > 0 and (len(word) <= 3 or n_capitals + sum(map(str.isdigit, word)) >= 2)
