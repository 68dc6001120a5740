"""What no rule changes unattended: a candidate that touches any of it goes to people.

Drug names, doses, numbers, units, negations, quotations, proper names and direction pairs. The words are in
`policy.toml`. Only what an edit changes counts: "a" before a name may become "an".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from pipeline.correct.candidate import Candidate
from pipeline.correct.language import Language
from pipeline.correct.policy_lists import load_policy

_QUOTED = re.compile(r"“[^”\n]{1,600}”|«[^»\n]{1,600}»|(?<!\d)\"[^\"\n]{1,600}\"")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+")
_OPENS_SENTENCE = re.compile(r"(?:^|[.?!:•|\n-])[\"'“‘(\s]*\Z")
_REACH = 80
"""How far an edit looks around itself for the rest of its words and the start of its sentence."""


def objection(candidate: Candidate, language: Language) -> str | None:
    """Why people must decide on a candidate, or None.

    Args:
        candidate: a proposal of a detector.
        language: gives the drug names.
    """
    before, after = _widened(candidate)
    gone, new = _changed_words(before, after)
    words = {word.lower() for word in (*gone, *new)}
    checks = (
        ("a number or dose", _touches_number(candidate, before, after, words)),
        ("a unit", bool(words & _listed("units"))),
        ("a negation", _touches_negation(words)),
        ("a direction pair", any(is_direction_pair(a.lower(), b.lower()) for a in gone for b in new)),
        ("a drug name", any(is_drug(word, language) for word in words)),
        ("a quotation", candidate.block.kind == "quote" or _is_quoted(candidate)),
        ("a proper name", _touches_name(candidate, _without_buttons(gone, candidate, language))),
    )
    return next((reason for reason, touches in checks if touches), None)


def _touches_negation(words: set[str]) -> bool:
    return bool(words & _listed("negations")) or any(word.endswith(("n't", "n’t")) for word in words)


def is_direction_pair(one: str, other: str) -> bool:
    """Whether two lower-case words differ by the part that turns the meaning: hyper-/hypo-, -tomy/-stomy.

    Words that differ by a negating prefix count too.
    """
    if one == other:
        return False
    if frozenset((one, other)) in _pairs():
        return True
    short, long = sorted((one, other), key=len)
    if any(long == prefix + short for prefix in load_policy()["negating_prefixes"]):
        return True
    return any(
        _swaps(one, other, *parts) or _swaps(other, one, *parts) for parts in load_policy()["direction_parts"]
    )


def is_drug(word: str, language: Language) -> bool:
    """Whether a lower-case word names a drug or has a drug's ending."""
    endings = tuple(load_policy()["drug_endings"])
    return word in language.drug_words or (len(word) > 6 and word.endswith(endings))


def _swaps(one: str, other: str, part: str, opposite: str) -> bool:
    """Whether putting the opposite in one place where `one` has the part makes `other`."""
    place = one.find(part)
    while place >= 0:
        if one[:place] + opposite + one[place + len(part) :] == other:
            return place == 0 or place + len(part) == len(one) or len(part) > 3
        place = one.find(part, place + 1)
    return False


def _widened(candidate: Candidate) -> tuple[str, str]:
    """Before and after with the words that an edit cuts into made whole."""
    text, offset = candidate.block.text, candidate.block.start
    start, end = candidate.start - offset, candidate.end - offset
    left = re.search(r"\w*\Z", text[max(0, start - _REACH) : start])
    right = re.match(r"\w*", text[end : end + _REACH])
    head = left.group() if left and candidate.before[:1].isalnum() else ""
    tail = right.group() if right and candidate.before[-1:].isalnum() else ""
    return head + candidate.before + tail, head + candidate.after + tail


def _changed_words(before: str, after: str) -> tuple[Sequence[str], Sequence[str]]:
    """Words of the one that the other lacks, both ways; a word said twice is lost once."""
    old, new = Counter(_WORD.findall(before)), Counter(_WORD.findall(after))
    return sorted((old - new).elements()), sorted((new - old).elements())


def _touches_number(candidate: Candidate, before: str, after: str, words: set[str]) -> bool:
    if words & _listed("numbers") or re.search(r"\d|%", before + after):
        return True
    start, end = candidate.start - candidate.block.start, candidate.end - candidate.block.start
    text = candidate.block.text
    return text[max(0, start - 1) : start].isdigit() and text[end : end + 1].isdigit()


def _touches_name(candidate: Candidate, gone: Sequence[str]) -> bool:
    """Whether a capitalised word is lost that does not open its sentence, or one of mixed case."""
    if any(not (word.islower() or word.istitle()) for word in gone if len(word) > 1):
        return True
    start = candidate.start - candidate.block.start
    lead = candidate.block.text[max(0, start - _REACH) : start]
    opener = candidate.before.split(maxsplit=1)[:1] if _OPENS_SENTENCE.search(lead) else []
    return any(word[:1].isupper() for word in gone if word not in opener)


def _without_buttons(words: Sequence[str], candidate: Candidate, language: Language) -> Sequence[str]:
    """The words less those that a deleted button has: "Read More", "Share on FacebookTweet"."""
    if language.rules[candidate.rule_id].kind != "boilerplate":
        return words
    buttons = _listed("interface_words")
    return [word for word in words if not {part.lower() for part in _PARTS.findall(word)} <= buttons]


def _is_quoted(candidate: Candidate) -> bool:
    return any(
        start < candidate.end - candidate.block.start and candidate.start - candidate.block.start < end
        for start, end in _quotations(candidate.block.text)
    )


@lru_cache(maxsize=64)
def _quotations(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _QUOTED.finditer(text))


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(load_policy()[name])


@cache
def _pairs() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in load_policy()["direction_pairs"])
