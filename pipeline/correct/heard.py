"""What reviewers said of single changes, wherever these stood (`heard.jsonl`, made by `winnow learn`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from pipeline.errors import RuleError

HEARD = Path(__file__).with_name("heard.jsonl")
REPEATED = 2
"""Verdicts from which a change counts as heard of: one alone may lie in the place."""
_WEIGHT = 4
"""What is believed of a change before anybody judged it weighs as much as this many verdicts."""


class Change(NamedTuple):
    """A change under a rule; words in lower case."""

    rule_id: str
    before: str
    after: str


class Verdicts(NamedTuple):
    """How often reviewers took a change, and how often they refused it, each at another place."""

    accepted: int
    rejected: int

    def belief(self, prior: float) -> float:
        """Chance that the change is right at its next place (mean of a beta distribution).

        Args:
            prior: the chance without the verdicts.
        """
        return (_WEIGHT * prior + self.accepted) / (_WEIGHT + self.accepted + self.rejected)


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rule_id: str
    before: str
    after: str
    accepted: int
    rejected: int


def change_of(rule_id: str, before: str, after: str) -> Change:
    """The change that a correction makes, whatever capitals it has."""
    return Change(rule_id, before.lower(), after.lower())


@cache
def load_heard(path: Path = HEARD) -> Mapping[Change, Verdicts]:
    """The verdicts by change; an absent file holds none.

    Raises:
        RuleError: a line is broken. Names file and line.
    """
    if not path.exists():
        return {}
    heard = {}
    for number, text in enumerate(path.read_bytes().splitlines(), 1):
        try:
            line = msgspec.json.decode(text, type=_Line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise RuleError(f"The line tells no verdicts: {error}.", where=f"{path}, line {number}",
                            remedy="Make the file anew with `winnow learn`.") from error  # fmt: skip
        heard[Change(line.rule_id, line.before, line.after)] = Verdicts(line.accepted, line.rejected)
    return heard


def as_lines(heard: Iterable[tuple[Change, Verdicts]]) -> bytes:
    """What `load_heard` reads; the same verdicts give the same bytes."""
    lines = (msgspec.json.encode(_Line(*change, *verdicts)) + b"\n" for change, verdicts in sorted(heard))
    return b"".join(lines)
