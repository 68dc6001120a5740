"""What was decided, as a sentence for the page."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model import Action, Decision, EntryKind, Scope
from pipeline.review.decisions import Dispute

_DONE: Mapping[Action, str] = {
    "accept": "accepted",
    "reject": "rejected",
    "edit": "edited",
    "skip": "skipped",
}
_WHERE: Mapping[Scope, str] = {
    "place": "",
    "source": " in all of the source",
    "rule": " whatever the rule does",
}


def describe(kind: EntryKind, status: str, before: str, after: str, decision: Decision) -> str:
    """Say what was decided on an entry and whether clean/ has it yet.

    Args:
        kind: the entry's.
        status: the entry's in the tables.
        before: what stands there.
        after: what a correction puts there in the tables.
        decision: what was decided.
    """
    change = f" to “{decision.after}”" if decision.action == "edit" else ""
    if decision.action == "accept" and changes_nothing(kind, before, after):
        change = " as it stands"
    when = "in clean/" if _is_in_clean(kind, status, after, decision) else "applies at the next make all"
    return f"{decision.reviewer} {_DONE[decision.action]}{change}{_WHERE[decision.scope]} · {when}"


def changes_nothing(kind: EntryKind, before: str, after: str) -> bool:
    """Whether a correction only asks people to look: no rule knows what should stand there."""
    return kind == "correction" and before == after


def describe_dispute(dispute: Dispute) -> str:
    """Say who says what."""
    sides = "; ".join(f"{each.reviewer}: {_side(each)}" for each in dispute.decisions)
    return f"Disputed, so not applied — {sides}"


def _side(decision: Decision) -> str:
    text = decision.before if decision.action == "reject" else decision.after
    return f"{decision.action} “{text}”" if text else decision.action


def _is_in_clean(kind: EntryKind, status: str, after: str, decision: Decision) -> bool:
    is_refused = decision.action == "reject"
    match kind:
        case "correction" if is_refused:
            return status == "rejected"
        case "correction":
            is_same = decision.scope == "rule" or after == decision.after
            return status == "accepted" and is_same
        case "block":
            return is_refused == (status == "kept")
        case _:
            return not is_refused  # a mention or near-duplicate that was refused is in no table any more
