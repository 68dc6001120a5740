"""What a reviewer may say about a correction, and the decision that comes of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.errors import ArgumentError
from pipeline.model import Action, Decision
from pipeline.review.corrections import Correction
from pipeline.review.decisions import decision_id

LONGEST = 1000
"""Characters that a reviewer's own replacement may have."""
_DONE: Mapping[Action, str] = {
    "accept": "accepted",
    "reject": "rejected",
    "edit": "edited",
    "skip": "skipped",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the page sends: the correction's key, the action, and for `edit` the replacement."""

    key: str
    action: Action
    after: str = ""


def decide(correction: Correction, verdict: Verdict, reviewer: str, former: Decision | None) -> Decision:
    """Turn a verdict into the decision to write, made now.

    Args:
        correction: what the verdict is about.
        verdict: what the reviewer said.
        reviewer: who said it.
        former: the same reviewer's standing decision on the correction, which this one supersedes.

    Raises:
        ArgumentError: the replacement cannot stand in a line of text, or changes nothing.
    """
    after = _own_replacement(correction, verdict.after) if verdict.action == "edit" else correction.after
    time = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    return Decision(
        id=decision_id(reviewer, correction.key, verdict.action, after, time),
        time=time,
        reviewer=reviewer,
        key=correction.key,
        action=verdict.action,
        before=correction.before,
        after=after,
        rule_id=correction.rule_id,
        supersedes=former.id if former else None,
        path=correction.path,
        source_id=correction.source_id,
    )


def describe(correction: Correction, decision: Decision) -> str:
    """Say what was decided and whether clean/ has it yet."""
    change = f" to “{decision.after}”" if decision.action == "edit" else ""
    when = "in clean/" if _is_in_clean(correction, decision) else "applies at the next make all"
    return f"{decision.reviewer} {_DONE[decision.action]}{change} · {when}"


def _is_in_clean(correction: Correction, decision: Decision) -> bool:
    if decision.action == "reject":
        return correction.status == "rejected"
    return correction.status == "accepted" and correction.after == decision.after


def _own_replacement(correction: Correction, after: str) -> str:
    if not after.strip():
        raise ArgumentError("The replacement is empty.", remedy="Type what should stand there.")
    if after == correction.before:
        raise ArgumentError("The replacement changes nothing.", remedy="Reject the correction instead.")
    if len(after) > LONGEST or any(unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} for sign in after):
        raise ArgumentError(f"The replacement is over {LONGEST} characters or holds a line break or control "
                            "character.", remedy="Type one short line.")  # fmt: skip
    return after
