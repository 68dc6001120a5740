"""One rule of `rules.toml`, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pipeline.errors import RuleError
from pipeline.model import BlockKind
from pipeline.strip.prose import Line

KEYS: Mapping[str, type] = {
    "kind": str, "patterns": list, "needs": list, "max_words": int, "at_most": int, "on": list, "reach": str,
    "after_share": float, "followed_by": str, "about": str,
}  # fmt: skip
"""The keys of an entry beside the common ones, with their types."""

Reach = Literal["run", "section", "end"]
"""How far a section goes: `run`, until clearly body text or another heading with body under it; `section`,
until the next heading with body under it; `end`, the rest of the page."""


Kind = Literal["line", "section", "contents", "title", "comments", "posts"]
"""The mechanism, see `mechanisms.py`."""
About = Literal["comments", "posts"]
"""What a rule drops that the policy on comments may keep: comments, posts after the opening one."""
_CHARACTERS_A_WORD = 12
_NEED = re.compile(r"(?:(?![A-Z])[^\W\d_])+|[^\w\s]|0")


@dataclass(frozen=True, slots=True)
class StripRule:
    """One compiled rule."""

    rule_id: str
    description: str
    reason: str
    kind: Kind
    pattern: re.Pattern[str] | None = None
    needs: frozenset[str] = frozenset()
    """Words (case folded), signs or `0` for any number: a line without any of them cannot match. Empty: any
    line may."""
    followed_by: re.Pattern[str] | None = None
    """What the block below the heading must say."""
    on: frozenset[str] = frozenset()
    """Block kinds the rule looks at; empty for all."""
    max_words: int = 12
    """Longer lines are never looked at."""
    at_most: int | None = None
    """Where more lines of a page match, they are what the page is about, and none is claimed."""
    reach: Reach = "run"
    after_share: float = 0.0
    """Least share of the page's body text that must stand above a section."""
    about: About | None = None
    """The rule holds only where the policy on comments drops such blocks; None: always."""


def compile_rule(entry: Mapping[str, Any], where: str) -> StripRule:
    """Compile one entry of the rule file.

    Args:
        entry: a `[[rule]]` table with the common keys already checked.
        where: file and rule, for the error.

    Raises:
        RuleError: a key has a value that it cannot have, or a pattern does not compile.
    """
    _check_values(entry, where)
    patterns = "|".join(f"(?:{part})" for part in entry.get("patterns", []))
    return StripRule(
        rule_id=entry["id"],
        description=entry["description"],
        reason=entry["reason"],
        kind=entry["kind"],
        pattern=_pattern(patterns, where) if patterns else None,
        followed_by=_pattern(entry["followed_by"], where) if "followed_by" in entry else None,
        needs=frozenset(need.casefold() for need in entry.get("needs", [])),
        on=frozenset(entry.get("on", [])),
        max_words=entry.get("max_words", 12),
        at_most=entry.get("at_most"),
        reach=entry.get("reach", "run"),
        after_share=entry.get("after_share", 0.0),
        about=entry.get("about"),
    )


def fits(line: Line, max_words: int) -> bool:
    """The line is short enough, in words and, should its words be endless, in characters."""
    return line.words <= max_words and len(line.text) <= most_characters(max_words)


def most_characters(max_words: int) -> int:
    """How many characters a line of so many words may have."""
    return max_words * _CHARACTERS_A_WORD


def _check_values(entry: Mapping[str, Any], where: str) -> None:
    for key, type_ in KEYS.items():
        _require(isinstance(entry.get(key, type_()), type_), where, key, [f"a {type_.__name__}"])
    _require(entry.get("kind") in get_args(Kind), where, "kind", get_args(Kind))
    _require(entry.get("about", "comments") in get_args(About), where, "about", get_args(About))
    _require(entry.get("reach", "run") in get_args(Reach), where, "reach", get_args(Reach))
    _require(set(entry.get("on", [])) <= set(get_args(BlockKind)), where, "on", get_args(BlockKind))
    _require(entry["action"] == "drop", where, "action", ["drop"])
    are_words = all(isinstance(need, str) and _NEED.fullmatch(need) for need in entry.get("needs", []))
    _require(are_words, where, "needs", ["single words in lower case, signs, or 0 for any number"])
    takes_patterns = entry["kind"] in ("line", "section")
    _require(bool(entry.get("patterns")) == takes_patterns, where, "patterns",
             ["a list of expressions for the kinds line and section, none for the others"])  # fmt: skip


def _require(holds: bool, where: str, key: str, allowed: Iterable[str]) -> None:
    if not holds:
        raise RuleError(f"The key `{key}` has no valid value.", where=where,
                        remedy=f"Use: {', '.join(allowed)}.")  # fmt: skip


def _pattern(pattern: str, where: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise RuleError(f"A pattern does not compile: {error}.", where=where,
                        remedy="Mend the regular expression.") from error  # fmt: skip
