"""What every source gives: a concept with the surface forms that name it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model import Label
from pipeline.vocabulary import surface_form, words

MAX_WORDS = 7
_LONGEST_ACRONYM = 6
_PLAIN = re.compile(r"[a-z0-9][a-z0-9 '/+.\-]*[a-z0-9+]")
_NOISE = re.compile(
    r"\b(?:not otherwise|unspecified|other|nos|elsewhere|classified|without|subtype|susceptibility|"
    r"caused by variation|mutation|nonsyndromic|due to|obsolete|abnormal(?:ity)?|morphology)\b"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept of a source, before the sources are merged."""

    concept_id: str
    label: Label
    kind: str
    preferred_name: str
    vocabulary: str
    version: str
    surfaces: tuple[str, ...]
    lay_name: str | None = None
    xrefs: tuple[str, ...] = ()
    acronyms: frozenset[str] = frozenset()
    """Those of the surfaces that name the concept only when written in capitals ("AIDS")."""


def plain_surfaces(names: Iterable[str]) -> tuple[str, ...]:
    """The names that a page could say, as surface forms: in ASCII, of one to seven words, no catch-alls."""
    forms = dict.fromkeys(form for name in names for form in _forms(surface_form(name)))
    return tuple(form for form in forms if _is_plain(form))


def acronyms(names: Iterable[str]) -> frozenset[str]:
    """Surface forms of the short names that the source writes in capitals only."""
    short = [name for name in names if len(name) <= _LONGEST_ACRONYM and " " not in name]
    small = {name.lower() for name in short if not name.isupper()}
    return frozenset(name.lower() for name in short if name.isupper()) - small


def _forms(name: str) -> Iterable[str]:
    """The name, and an inverted one ("anaemia, haemolytic") put right."""
    yield name
    head, comma, modifier = name.partition(", ")
    if comma and "," not in modifier:
        yield f"{modifier} {head}"


def _is_plain(form: str) -> bool:
    n_words = sum(1 for _ in words(form))
    is_sized = 0 < n_words <= MAX_WORDS and 2 < len(form) <= 60
    return is_sized and not _NOISE.search(form) and bool(_PLAIN.fullmatch(form))
