"""Corrections as the page shows them: with what is decided on them, by whom, and who disagrees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.model import Decision
from pipeline.review.corrections import Correction
from pipeline.review.decisions import Dispute, load_decisions
from pipeline.review.verdicts import describe


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the queue. `action` and `note` are empty where nobody has decided."""

    correction: Correction
    action: str
    note: str
    dispute: str


@dataclass(frozen=True, slots=True)
class Standing:
    """All that is decided, as one reviewer sees it: their own verdict first, then the settled one."""

    own: Mapping[str, Decision]
    settled: Mapping[str, Decision]
    disputed: Mapping[str, Dispute]

    @classmethod
    def load(cls, folder: Path, reviewer: str) -> Standing:
        """Read the decisions' folder.

        Raises:
            DecisionError: a decision file is broken.
        """
        loaded = load_decisions(folder)
        return cls(
            own=loaded.by_reviewer.get(reviewer, {}),
            settled=loaded.decisions,
            disputed={dispute.key: dispute for dispute in loaded.disputed},
        )

    def entry(self, correction: Correction) -> Entry:
        """What the page shows of one correction."""
        decision = self._decision(correction.key)
        dispute = self.disputed.get(correction.key)
        return Entry(
            correction=correction,
            action=decision.action if decision else "",
            note=describe(correction, decision) if decision and not dispute else "",
            dispute=_describe_dispute(dispute) if dispute else "",
        )

    def is_decided(self, correction: Correction) -> bool:
        """Whether nothing is left to decide: the reviewer, or others in agreement, have done so."""
        return self._decision(correction.key) is not None

    def _decision(self, key: str) -> Decision | None:
        return self.own.get(key) or self.settled.get(key)


def _describe_dispute(dispute: Dispute) -> str:
    sides = "; ".join(
        f"{each.reviewer}: {each.action} “{each.before if each.action == 'reject' else each.after}”"
        for each in dispute.decisions
    )
    return f"Disputed, so not applied — {sides}"
