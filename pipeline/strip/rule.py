"""One rule of `rules.toml`, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pipeline.errors import RuleError
from pipeline.model import BlockKind
from pipeline.strip.listed import KEYS
from pipeline.strip.prose import Line

Reach = Literal["run", "section", "end"]
"""How far a section goes: `run`, until clearly body text or another heading with body under it; `section`,
until the next heading with body under it; `end`, the rest of the page."""


Kind = Literal["line", "section", "contents", "title", "comments", "posts"]
"""The mechanism, see `mechanisms.py`."""
About = Literal["comments", "posts"]
"""What a rule drops that the policy on comments may keep: comments, posts after the opening one."""
_CHARACTERS_A_WORD = 12
_NEED = re.compile(r"(?:(?![A-Z])[^\W\d_])+|[^\w\s]|0")
_GROUP = re.compile(r"(\\.|\[\^?\]?(?:\\.|[^\]\\])*\])|\((?!\?)")
"""What opens a group, or an escape or a class of characters, where a bracket opens none: that is group 1."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a line matches a rule."""

    pattern: re.Pattern[str]
    needs: frozenset[str] = frozenset()
    """Words (case folded), signs or `0` for any number: a line without any of them cannot match. Empty: any
    line may."""


@dataclass(frozen=True, slots=True)
class StripRule:
    """One compiled rule."""

    rule_id: str
    description: str
    reason: str
    kind: Kind
    ways: tuple[Way, ...] = ()
    """A line matches that does so in one of them."""
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
    return StripRule(
        rule_id=entry["id"],
        description=entry["description"],
        reason=entry["reason"],
        kind=entry["kind"],
        ways=tuple(_ways(entry, where)),
        followed_by=_pattern(entry["followed_by"], where) if "followed_by" in entry else None,
        on=frozenset(entry.get("on", [])),
        max_words=entry.get("max_words", 12),
        at_most=entry.get("at_most"),
        reach=entry.get("reach", "run"),
        after_share=entry.get("after_share", 0.0),
        about=entry.get("about"),
    )


def _ways(entry: Mapping[str, Any], where: str) -> Iterator[Way]:
    """One way for all patterns with the same needs."""
    patterns, needs = entry.get("patterns", []), entry.get("needs", [])
    if not _are_lists(needs):
        needs = [needs] * len(patterns)
    by_needs: dict[frozenset[str], list[str]] = {}
    for pattern, its in zip(patterns, needs, strict=True):
        by_needs.setdefault(frozenset(map(str.casefold, its)), []).append(f"(?:{pattern})")
    for its, alike in by_needs.items():
        yield Way(_pattern("|".join(alike), where), its)


def _are_lists(needs: Sequence[object]) -> bool:
    return bool(needs) and all(isinstance(its, list) for its in needs)


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
    _check_needs(entry.get("needs", []), len(entry.get("patterns", [])), where)
    takes_patterns = entry["kind"] in ("line", "section")
    _require(bool(entry.get("patterns")) == takes_patterns, where, "patterns",
             ["a list of expressions for the kinds line and section, none for the others"])  # fmt: skip


def _check_needs(needs: Sequence[Any], patterns: int, where: str) -> None:
    if _are_lists(needs):
        _require(len(needs) == patterns and all(needs), where, "needs", ["one list, not empty, a pattern"])
        needs = [need for its in needs for need in its]
    are_words = all(isinstance(need, str) and _NEED.fullmatch(need) for need in needs)
    _require(are_words, where, "needs", ["single words in lower case, signs, or 0 for any number"])


def _require(holds: bool, where: str, key: str, allowed: Iterable[str]) -> None:
    if not holds:
        raise RuleError(f"The key `{key}` has no valid value.", where=where,
                        remedy=f"Use: {', '.join(allowed)}.")  # fmt: skip


def _pattern(pattern: str, where: str) -> re.Pattern[str]:
    # Nobody asks what stood in a group, and not to keep it saves a fifth of the time. What a pattern refers
    # back to needs a name: (?P<x>...) (?P=x).
    uncaught = _GROUP.sub(lambda found: found[1] or "(?:", pattern)
    try:
        return re.compile(uncaught, re.IGNORECASE)
    except re.error as error:
        raise RuleError(f"A pattern does not compile: {error}.", where=where,
                        remedy="Mend the regular expression.") from error  # fmt: skip
