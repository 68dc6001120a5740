"""Clauses on what is no plain prose: addresses, telephone numbers, chemical names, respelt sounds."""

from __future__ import annotations

import re
from functools import cache

from pipeline.correct.policy.change import REACH, Change
from pipeline.correct.policy_lists import load_policy

_ADDRESS = re.compile(
    r"(?:(?i:\b(?:https?|ftp)://|\bwww\.|[\w.+-]{1,64}@\w)"
    r"|\b[\w-]{1,63}\.(?:com|org|net|gov|edu|mil|info|(?:co|org|ac|gov|nhs)\.uk|pdf|html?|aspx?|php)\b)\S*"
)
_TELEPHONE = re.compile(
    r"(?<![\w-])(?:\+?\d{1,3}[ .-]{1,2})?(?:\(\d{3}\)|\d{3})[ .-]{1,2}"
    r"(?:\d{3}[ .-]{1,2}\d{4}|(?=[\d -]{0,6}[A-Z])[\dA-Z][\dA-Z -]{4,14})(?![\w-])"
    r"|(?<![\w-])\(?0\d{2,4}\)? \d{3,4} \d{3,4}(?![\w-])"
)
_SYLLABLES = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z]{1,8}){1,9}")
_SAID = re.compile(r"\b(?:pronounced|pronunciation|sounds like)\b[^.?!\n]{0,40}\Z", re.IGNORECASE)
_LOCANTS = re.compile(
    r"(?<!\w)\d{1,2}['′]?(?:,\d{1,2}['′]?){1,5}-[(a-z]"
    r"|(?<!\w)\d{1,2}['′]?-[a-z]{2,30}(?:yl|ol|ene|ane|one|ate|ide|oic|ase|amine|idine)\b"
    r"|(?<!\w)(?:[NOSDLR]|alpha|beta|gamma|delta|omega|cis|trans|tert)-[(a-z]"
    r"|[α-ωΑ-Ω]-?[A-Za-z]|(?<!\w)(?:[A-Z][a-z]?\d{0,3}){1,12}[A-Z][a-z]?\d{1,3}(?!\w)"
)


def touches_address(change: Change) -> bool:
    """A web address, an e-mail address or a file name; one may go with the button that it belongs to."""
    lead = len(change.left)
    inside = range(lead, lead + len(change.before) + 1)
    return any(
        not (change.is_deletion_of_boilerplate and match.start() in inside and match.end() in inside)
        for match in _ADDRESS.finditer(change.left + change.before + change.right)
    )


def touches_telephone(change: Change) -> bool:
    """A telephone number, also one with letters: 1-800-4-CANCER."""
    start, end = len(change.behind), len(change.behind) + len(change.before)
    around = change.behind + change.before + change.ahead
    return any(match.start() < end and start < match.end() for match in _TELEPHONE.finditer(around))


def touches_respelling(change: Change) -> bool:
    """Syllables that say how a word sounds: mal-uh-SEE-zhuh."""
    if not change.gone:
        return False
    joined = change.left + change.before + change.right
    return bool(_SAID.search(change.behind)) or any(
        _is_respelling(match, joined) for match in _SYLLABLES.finditer(joined[: 4 * REACH])
    )


def _is_respelling(match: re.Match[str], joined: str) -> bool:
    """One loud syllable among quiet ones: three and more, or two in brackets."""
    syllables = match.group().split("-")
    is_loud = any(len(syllable) > 1 and syllable.isupper() for syllable in syllables)
    is_bracketed = joined[max(0, match.start() - 1) : match.start()] in ("(", "[", "/")
    return is_loud and any(map(str.islower, syllables)) and (len(syllables) > 2 or is_bracketed)


def touches_chemical(change: Change) -> bool:
    """A name with places or Greek letters (1,2-dichloroethane), a formula, or one built of radicals."""
    if not change.gone:
        return False
    joined = change.left + change.before + change.right
    return bool(_LOCANTS.search(joined)) or any(map(_has_radicals, change.words))


def _has_radicals(word: str) -> bool:
    """Whether a lower-case word holds two chemical radicals: hydroxychloroquine."""
    return len(_radicals().findall(word)) > 1


@cache
def _radicals() -> re.Pattern[str]:
    parts = sorted(load_policy()["chemical_parts"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, parts)))
