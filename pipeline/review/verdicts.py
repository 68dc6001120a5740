"""What a reviewer may say about an entry, and the decision that comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from pipeline.errors import ArgumentError
from pipeline.model import Action, Decision, Scope
from pipeline.review.decisions import decision_id
from pipeline.review.entries import Row
from pipeline.review.replacement import check_replacement, fitted
from pipeline.review.session import Work
from pipeline.review.standing import Standing

_LONGEST_BLOCK = 200
"""Characters of a block's text that a decision line repeats, for people to read."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the page sends: the entry's key, the action, for `edit` the replacement, how far it reaches."""

    key: str
    action: Literal["accept", "reject", "edit", "skip"]
    after: str = ""
    scope: Scope = "place"


def now() -> str:
    """The time of a verdict: UTC, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def decide(row: Row, verdict: Verdict, work: Work, *, time: str, batch: str | None = None) -> Decision:
    """Turn a verdict into the decision to write.

    Args:
        row: what the verdict is about.
        verdict: what the reviewer said.
        work: what is decided, and what the tables are made from; the reviewer's own decision on the same
            key is superseded.
        time: when it was said, see `now`.
        batch: id of the verdicts that are given and taken back together.

    Raises:
        ArgumentError: the verdict cannot be given on this entry, the replacement cannot stand in a line of
            text, or it changes nothing.
    """
    standing, shows_own = work.standing, _shows_replacement(row, work)
    _check(row, verdict, shows_own=shows_own)
    keeps_own = shows_own and verdict.action == "accept" and verdict.scope == "place"
    action: Action = "edit" if keeps_own else verdict.action  # of that text, not of the rule's
    before, after = _texts(row, verdict)
    key = scope_key(row, verdict.scope)
    former = standing.own.get(key)
    return Decision(
        id=decision_id(standing.reviewer, key, action, after, time),
        time=time,
        reviewer=standing.reviewer,
        key=key,
        action=action,
        before=before,
        after=after,
        rule_id=row.rule_id,
        supersedes=former.id if former else None,
        kind=row.kind,
        scope=verdict.scope,
        path=row.path if verdict.scope == "place" else None,
        source_id=None if verdict.scope == "rule" else row.source_id,
        batch=batch,
    )


def contradict(said: Decision, standing: Standing, *, time: str) -> Decision:
    """The reviewer's own contrary to what another said: where they kept or made a change, it is rejected.

    Args:
        said: the verdict of the other.
        standing: what is decided; the reviewer's own decision on the same key is superseded.
        time: when it is said, see `now`.
    """
    action: Action = "accept" if said.action == "reject" else "reject"
    former = standing.own.get(said.key)
    return replace(
        said,
        id=decision_id(standing.reviewer, said.key, action, said.after, time),
        time=time,
        reviewer=standing.reviewer,
        action=action,
        supersedes=former.id if former else None,
        batch=None,
    )


def take_back(lines: Iterable[Decision], time: str) -> tuple[Decision, ...]:
    """The lines that undo these."""
    return tuple(
        Decision(
            id=decision_id(line.reviewer, line.key, "undo", line.id, time),
            time=time,
            reviewer=line.reviewer,
            key=line.key,
            action="undo",
            before=line.before,
            after=line.after,
            rule_id=line.rule_id,
            supersedes=line.id,
            kind=line.kind,
            scope=line.scope,
            path=line.path,
            source_id=line.source_id,
            batch=line.batch,
        )
        for line in lines
    )


def scope_key(row: Row, scope: Scope) -> str:
    """The key of a verdict on an entry that reaches so far."""
    place, source, rule = row.keys.of_scopes
    keys: Mapping[Scope, str] = {"place": place, "source": source, "rule": rule}
    return keys[scope]


def check_scope(row: Row, scope: Scope, action: Action) -> None:
    """Hold a verdict to how far it may reach from an entry.

    Raises:
        ArgumentError: not so far.
    """
    if scope not in row.scopes:
        raise ArgumentError("A verdict on this cannot reach so far.", remedy="Decide on this place alone.")
    if (scope, action) == ("rule", "accept") and row.needs_person:
        raise ArgumentError("This is held back for people: what is said of the rule does not make it.",
                            remedy="Accept it in this place, or in all of the source.")  # fmt: skip


def _shows_replacement(row: Row, work: Work) -> bool:
    """Whether the tables show a reviewer's own replacement in place of the rule's proposal.

    What the tables are made from says so; what was decided since does not. Where no run has left word of it
    here, what is decided stands for it.
    """
    if row.kind != "correction" or row.status != "accepted":
        return False
    made_from = work.last_run().get(row.key) or work.standing.outcome(row.keys).decision
    return made_from is not None and (made_from.action, made_from.after) == ("edit", row.after)


def _check(row: Row, verdict: Verdict, *, shows_own: bool) -> None:
    check_scope(row, verdict.scope, verdict.action)
    if verdict.scope != "place" and verdict.action not in _WIDE:
        raise ArgumentError("Only accepting and rejecting can reach beyond one place.",
                            remedy="Decide on this place alone.")  # fmt: skip
    if verdict.scope == "source" and shows_own:
        raise ArgumentError("A reviewer's own words stand here, which no rule proposes elsewhere.",
                            remedy="Decide on this place alone.")  # fmt: skip
    if verdict.action == "edit":
        if row.kind != "correction":
            raise ArgumentError("Only corrections can be edited.", remedy="Accept or reject it.")
        check_replacement(row.before, fitted(row.before, verdict.after))


_WIDE: tuple[Action, ...] = ("accept", "reject")


def _texts(row: Row, verdict: Verdict) -> tuple[str, str]:
    """What the line says of before and after; of a rule as a whole nothing."""
    if verdict.scope == "rule":
        return "", ""
    before = row.before[:_LONGEST_BLOCK] if row.kind == "block" else row.before
    return before, fitted(row.before, verdict.after) if verdict.action == "edit" else row.after
