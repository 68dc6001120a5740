"""How lines read: their text in plain, and whether they are clearly body text."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
import numpy as np

from pipeline.strip.reading import Reading

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

_BULLET = re.compile(r"^(?:[-–—*•·▪◦‣●○■□>]\s?)+(?=\w)")
_PLAIN = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"}
_SENTENCE_END = re.compile(r"[.!?][\"')\]]*(?:\s?\[\d+\])*$")
_STATEMENT_END = re.compile(r"[.!]\s+[A-Z]")
_STOPS = (".", "!", "?")
_CUT_OFF = ("...", "…", "[...]", "[…]", "... »", "… »")

_MIN_STOP_SHARE = 0.2
LEAST_BODY_WORDS = 5
"""No line of fewer words is body text."""
_SENTENCE_WORDS = 12
_PARAGRAPH_WORDS = 30


class Line(msgspec.Struct, frozen=True, gc=False):
    """One block as a reader sees it, with what its wording says."""

    text: str
    """White space squeezed, the bullet taken off, quotes and dashes plain."""
    folded: str
    """Letters and digits alone, lower-cased: equal for two copies of one line."""
    words: int
    stop_words: int
    """How many of the words are function words."""

    @property
    def is_sentence(self) -> bool:
        """Ends as a sentence does."""
        text = self.text
        if text.endswith(_STOPS):  # as most that do
            return True
        return not text[-1:].isalnum() and _SENTENCE_END.search(text[-40:]) is not None

    @property
    def is_body(self) -> bool:
        """Clearly running text: a paragraph, a full sentence, or what leads into a list."""
        if self.words < LEAST_BODY_WORDS:
            return False
        if self.text.endswith(":"):
            return self.stop_words > 0
        if self.stop_words < _MIN_STOP_SHARE * self.words or self.text.endswith(_CUT_OFF):
            return False
        return self.words >= _PARAGRAPH_WORDS or self._is_full_sentence

    @property
    def _is_full_sentence(self) -> bool:
        return self.words >= _SENTENCE_WORDS and self.is_sentence and not self._is_question

    @property
    def _is_question(self) -> bool:
        """Questions and nothing else: as likely a title as a sentence."""
        return self.text.endswith("?") and not _STATEMENT_END.search(self.text)


def lines_of(texts: Sequence[str], reading: Reading) -> list[Line]:
    """The lines that were read.

    Args:
        texts: without white space at their ends.
        reading: of the same texts.
    """
    stop_words = reading.per_line(reading.is_among(STOP_WORDS).astype(np.int64))
    words = reading.counts["words"].tolist()
    return list(map(Line, _plain(texts), reading.folded, words, stop_words.tolist()))


def _plain(texts: Sequence[str]) -> list[str]:
    """The texts as in `Line.text`."""
    page = "\n".join(texts)
    if "  " in page or not "".join(texts).isprintable():  # most pages are squeezed, and most lines of others
        page = "\n".join(
            [text if text.isprintable() and "  " not in text else " ".join(text.split()) for text in texts]
        )
    for sign, plain in _PLAIN.items():
        page = page.replace(sign, plain)
    return [line if line[:1].isalnum() else _BULLET.sub("", line) for line in page.split("\n")]
