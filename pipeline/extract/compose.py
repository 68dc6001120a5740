"""Names composed of words of known kinds: remedies found by what they relieve, and names put in order."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.tokens import Tokens
from pipeline.vocabulary import word_key

COMPLAINTS = frozenset({
    "pain", "ache", "aching", "soreness", "stiffness", "swelling", "tenderness", "discomfort", "numbness",
    "tingling", "itching", "itch", "burning", "cramp", "cramping", "spasm", "weakness", "tightness",
    "irritation", "redness", "rash", "bleeding", "bruising", "pressure",
})  # fmt: skip
_PREPOSITIONS = frozenset(["in", "of", "around", "on", "behind", "under"])
_DETERMINERS = frozenset({"the", "your", "my", "his", "her", "their", "its", "our", "one", "both", "a", "an"})
RELIEVERS = frozenset({"reliever", "relieving", "killer", "killing", "reducing", "reducer", "relief"})
_MEANS = frozenset({
    "tablet", "pill", "medicine", "medication", "drug", "cream", "gel", "ointment", "spray", "patch",
    "injection",
})  # fmt: skip
ACTIONS = frozenset({
    "apply", "avoid", "change", "consume", "cut", "do", "drink", "eat", "elevate", "exercise", "get", "have",
    "keep", "limit", "lose", "massage", "move", "put", "quit", "raise", "reduce", "rest", "rinse", "sleep",
    "soak", "stay", "stop", "stretch", "switch", "take", "try", "use", "walk", "wash", "wear",
})  # fmt: skip
"""Verbs with which self-care begins."""
_PLURAL_ALONE = frozenset({
    "clothes", "series", "species", "scissors", "trousers", "tights", "shorts", "goggles", "stairs", "bias",
    "lens", "biceps", "triceps", "quadriceps", "forceps", "canvas", "atlas", "pancreas", "hives", "mumps",
    "shingles", "measles", "rabies", "scabies", "diabetes", "herpes", "rickets", "news", "towards", "always",
})  # fmt: skip
"""Words that end like plurals and have no other form in a name."""
_NAMING_WORDS = 4
"""Most words of a name that is turned round: beyond it the order of the page reads better."""


def find_remedies(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Token spans of treatments named by the complaint that they relieve, left to right, not overlapping."""
    if RELIEVERS.isdisjoint(tokens.keys):
        return
    for index, key in enumerate(tokens.keys):
        reliever = tokens.follower(index) if key in COMPLAINTS else None
        if reliever is None or tokens.keys[reliever] not in RELIEVERS:
            continue
        means = tokens.follower(reliever)
        if means is not None and tokens.keys[means] in _MEANS:
            yield index, means + 1
        elif tokens.keys[reliever] in ("reliever", "killer", "reducer"):
            yield index, reliever + 1


def reordered(key: str) -> str | None:
    """The key of "pain in the hip" as "hip pain"; None where a key has not that form."""
    words = key.split(" ")
    for place, word in enumerate(words[:-1]):
        if place and word in _PREPOSITIONS:
            site = words[place + 1 :]
            while site and site[0] in _DETERMINERS:
                site = site[1:]
            return " ".join([*site, *words[:place]]) if site else None
    return None


def short_name(key: str, anatomy: frozenset[str]) -> str:
    """A key in the order of its words, but "pain in the hip" as "hip pain" where that is short.

    Args:
        key: normal form of a surface.
        anatomy: normal forms of the names of body parts; only they are put in front, and of one word alone.
    """
    head, _, rest = key.replace(" of ", " in ", 1).partition(" in ")
    site = " ".join(word for word in rest.split(" ") if word not in _DETERMINERS)
    name = f"{site} {head}"
    is_short = " " not in head and name.count(" ") < _NAMING_WORDS
    return name if is_short and site in anatomy else key


def singular_name(form: str) -> str:
    """A name with its last word in the singular; what tells people what to do keeps the number that it has.

    >>> singular_name("side leg raises"), singular_name("wear loose shoes")
    ('side leg raise', 'wear loose shoes')
    """
    first, *rest = form.split(" ")
    last = rest[-1] if rest else first
    if last in _PLURAL_ALONE or (rest and first in ACTIONS) or not last.isalpha():
        return form
    singular = word_key(last)
    return form.removesuffix(last) + singular if last.startswith(singular[:-1]) and last != singular else form
