"""How lines read: their words, and whether they are clearly body text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

STOP_WORDS = frozenset(
    """
    a about after again all also although always am an and any are as at be because been before being
    below between both but by can could did do does doing down during each either even few for from
    further had has have having he her here hers him his how i if in into is it its itself just less
    may might more most much must my need never no nor not of off often on once one only or other our
    out over own rather same she should since so some such than that the their them then there these
    they this those through to too under until up upon us usually very was we were what when where
    whether which while who whom whose why will with within without would you your yours
    """.split()  # noqa: SIM905 (a list literal of 130 strings reads worse)
)
"""English function words: frequent in sentences, rare in menus and titles."""

_NO_WORD = re.compile(r"[^a-z0-9 \n'\w]")  # the ranges say nothing new, but are looked up faster than \w
_LOOSE_APOSTROPHE = re.compile(r"'(?:(?!\w)|(?<!\w'))")
_SECOND_APOSTROPHE = re.compile(r"('\w+)'")
_BULLET = re.compile(r"^(?:[-–—*•·▪◦‣●○■□>]\s?)+(?=\w)")
_PLAIN = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"}
_SENTENCE_END = re.compile(r"[.!?][\"')\]]*(?:\s?\[\d+\])*$")
_STATEMENT_END = re.compile(r"[.!]\s+[A-Z]")
_CUT_OFF = ("...", "…", "[...]", "[…]", "... »", "… »")

_MIN_STOP_SHARE = 0.2
_LEAD_IN_WORDS = 5
_SENTENCE_WORDS = 12
_PARAGRAPH_WORDS = 30


class Line(NamedTuple):
    """One block as a reader sees it, with what its wording says."""

    text: str
    """White space squeezed, the bullet taken off, quotes and dashes plain."""
    folded: str
    """Letters and digits alone, case folded: equal for two copies of one line."""
    words: int
    spelled: str
    """Its words, case folded, parted by spaces; an apostrophe may stand inside one."""

    @property
    def wording(self) -> list[str]:
        """The words of `spelled`: not kept, for the words of a large page take ten times its room."""
        return self.spelled.split()

    @property
    def stop_words(self) -> int:
        """How many of the words are function words."""
        return sum(map(STOP_WORDS.__contains__, self.wording))

    @property
    def is_sentence(self) -> bool:
        """Ends as a sentence does."""
        return not self.text[-1:].isalnum() and _SENTENCE_END.search(self.text[-40:]) is not None

    @property
    def is_body(self) -> bool:
        """Clearly running text: a paragraph, a full sentence, or what leads into a list."""
        if self.words < _LEAD_IN_WORDS:
            return False
        if self.text.endswith(":"):
            return self.stop_words > 0
        if self.words < _PARAGRAPH_WORDS and not self._is_full_sentence:
            return False
        return self.stop_words >= _MIN_STOP_SHARE * self.words and not self.text.endswith(_CUT_OFF)

    @property
    def _is_full_sentence(self) -> bool:
        return self.words >= _SENTENCE_WORDS and self.is_sentence and not self._is_question

    @property
    def _is_question(self) -> bool:
        """Questions and nothing else: as likely a title as a sentence."""
        return self.text.endswith("?") and not _STATEMENT_END.search(self.text)


def read_lines(texts: Sequence[str]) -> tuple[Line, ...]:
    """Read the texts of a page's blocks, all at once; linear in their length.

    Args:
        texts: at least one; without white space at their ends.
    """
    page = "\n".join(
        [
            text if text.isprintable() and "  " not in text else " ".join(text.split())  # most are squeezed
            for text in texts
        ]
    )
    for sign, plain in _PLAIN.items():
        page = page.replace(sign, plain)
    spelled = _spelled(page)
    folded = spelled.replace(" ", "").replace("'", "").split("\n")
    found = zip(page.split("\n"), folded, spelled.split("\n"), strict=True)
    return tuple([Line(_without_bullet(text), key, len(its.split()), its) for text, key, its in found])


def _spelled(page: str) -> str:
    """The words of the lines, case folded, with spaces in place of all that stands between them."""
    spelled = _NO_WORD.sub(" ", page.casefold().replace("_", " "))
    return _SECOND_APOSTROPHE.sub(r"\1 ", _LOOSE_APOSTROPHE.sub(" ", spelled))


def _without_bullet(line: str) -> str:
    return line if line[:1].isalnum() else _BULLET.sub("", line)
