"""How one line reads: its words, and whether it is clearly body text."""

from __future__ import annotations

import re
from dataclasses import dataclass

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

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_BULLET = re.compile(r"^(?:[-–—*•·▪◦‣●○■□>]\s?)+(?=\w)")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
_SENTENCE_END = re.compile(r"[.!?][\"')\]]*(?:\s?\[\d+\])*$")
_STATEMENT_END = re.compile(r"[.!]\s+[A-Z]")
_CUT_OFF = ("...", "…", "[...]", "[…]", "... »", "… »")

_MIN_STOP_SHARE = 0.2
_LEAD_IN_WORDS = 5
_SENTENCE_WORDS = 12
_PARAGRAPH_WORDS = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One block as a reader sees it, with what its wording says."""

    text: str
    """White space squeezed, the bullet taken off, quotes and dashes plain."""
    folded: str
    """Letters and digits alone, case folded: equal for two copies of one line."""
    words: int
    stop_words: int
    capital_share: float
    """Share of the words that start with a capital letter; 1 for no words."""
    digit_share: float
    """Share of the characters that are digits."""
    is_cut_off: bool
    """Ends in an ellipsis: a teaser."""
    is_sentence: bool
    """Ends as a sentence does."""
    is_question: bool
    """Questions and nothing else: as likely a title as a sentence."""

    @property
    def stop_share(self) -> float:
        """Share of function words, 0 to 1."""
        return self.stop_words / self.words if self.words else 0.0

    @property
    def is_body(self) -> bool:
        """Clearly running text: a paragraph, a full sentence, or what leads into a list."""
        if self.text.endswith(":"):
            return self.words >= _LEAD_IN_WORDS and self.stop_words > 0
        if self.is_cut_off or self.stop_share < _MIN_STOP_SHARE:
            return False
        return self.words >= _PARAGRAPH_WORDS or self._is_full_sentence

    @property
    def _is_full_sentence(self) -> bool:
        return self.words >= _SENTENCE_WORDS and self.is_sentence and not self.is_question


def read_line(text: str) -> Line:
    """Read one block's text; linear in its length."""
    plain = _BULLET.sub("", " ".join(text.translate(_PLAIN).split()))
    found = _WORD.findall(plain)
    words = [word.casefold() for word in found]
    return Line(
        text=plain,
        folded="".join(words).replace("'", ""),
        words=len(words),
        stop_words=sum(word in STOP_WORDS for word in words),
        capital_share=sum(word[0].isupper() for word in found) / len(found) if found else 1.0,
        digit_share=sum(map(str.isdigit, plain)) / len(plain) if plain else 0.0,
        is_cut_off=plain.endswith(_CUT_OFF),
        is_sentence=bool(_SENTENCE_END.search(plain[-40:])),
        is_question=plain.endswith("?") and not _STATEMENT_END.search(plain),
    )
