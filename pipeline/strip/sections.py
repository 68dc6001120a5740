"""What a section is about, told from its heading by the cue words of `sections.toml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, get_args

from pipeline.errors import RuleError
from pipeline.model import SectionType
from pipeline.rules import read_array

_FILE = Path(__file__).with_name("sections.toml")
_HEADING_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Cues:
    """The cue words of one section type."""

    section_type: SectionType
    strong: re.Pattern[str]
    weak: re.Pattern[str]
    words: tuple[str, ...]
    """Those of both patterns, as the file has them."""


def section_of(heading: str) -> SectionType | None:
    """What the heading announces; `None` where it says nothing.

    Strong cues go before weak ones, earlier ones before later ones: "what are" is a weak cue for an
    overview, so that "What are the symptoms" is about symptoms.
    """
    return _section_of(" ".join(heading[:_HEADING_LENGTH].casefold().replace("’", "'").split()))


@lru_cache(maxsize=4096)
def _section_of(text: str) -> SectionType | None:
    cues = load_cues()
    if not _any_cue().search(text):  # as with most headings
        return None
    return _earliest(text, [(c.section_type, c.strong) for c in cues]) or _earliest(
        text, [(c.section_type, c.weak) for c in cues]
    )


def _earliest(text: str, patterns: Sequence[tuple[SectionType, re.Pattern[str]]]) -> SectionType | None:
    found = [
        (match.start(), -match.end(), section_type)
        for section_type, pattern in patterns
        if (match := pattern.search(text))
    ]
    return min(found)[2] if found else None


@cache
def load_cues(path: Path = _FILE) -> tuple[Cues, ...]:
    """The cue table, in file order.

    Raises:
        RuleError: the file cannot be parsed, or an entry is not `type`, `cues` and `weaker_cues`.
    """
    entries = read_array(path, "section")
    return tuple(_cues(entry, f"{path}, section number {number}") for number, entry in enumerate(entries, 1))


def _cues(entry: dict[str, Any], where: str) -> Cues:
    if set(entry) != {"type", "cues", "weaker_cues"} or entry["type"] not in get_args(SectionType):
        raise RuleError("A section has a known type, `cues` and `weaker_cues`.", where=where,
                        remedy=f"Use one of the types {', '.join(get_args(SectionType))}.")  # fmt: skip
    for key in ("cues", "weaker_cues"):
        words = entry[key]
        if not isinstance(words, list) or not words or not all(isinstance(w, str) and w for w in words):
            raise RuleError(f"`{key}` is no list of words.", where=where, remedy="List at least one cue.")
    strong, weak = entry["cues"], entry["weaker_cues"]
    return Cues(entry["type"], _pattern(strong), _pattern(weak), (*strong, *weak))


@cache
def _any_cue() -> re.Pattern[str]:
    return _pattern([word for cue in load_cues() for word in cue.words])


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Any of the words, the first of several; those of one initial together, so that most are never tried."""
    by_initial: dict[str, list[str]] = {}
    for word in words:
        by_initial.setdefault(word[0], []).append(re.escape(word[1:]).replace(r"\*", r"\w{0,20}"))
    choices = "|".join(f"{re.escape(initial)}(?:{'|'.join(ends)})" for initial, ends in by_initial.items())
    return re.compile(rf"(?<![\w-])(?:{choices})(?![\w-])")
