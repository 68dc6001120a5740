"""Corrections, and what reviewers say of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.model.kinds import Action, EditKind, EditStatus, EntryKind, Scope


@dataclass(frozen=True, slots=True)
class Edit:
    """One correction. `id` is the content key on which a reviewer's decision hangs."""

    id: str
    document_id: str
    block_index: int
    start: int
    end: int
    before: str
    after: str
    rule_id: str
    kind: EditKind
    confidence: float
    status: EditStatus
    context_before: str
    context_after: str
    reason: str
    evidence: str
    reviewer: str | None = None
    needs_person: bool = False
    """The policy holds it back: a verdict on its rule as a whole does not make it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A reviewer's verdict, as one line of their file."""

    id: str
    time: str
    reviewer: str
    key: str
    """Content key of what was decided on: of a correction `Edit.id`, else see `pipeline.heeding`."""
    action: Action
    before: str
    """What stood there; of a block its beginning."""
    after: str
    """The replacement to use: the proposed one, or for `edit` the reviewer's own."""
    rule_id: str
    supersedes: str | None = None
    """Id of the line on the same key that this one replaces or, for `undo`, takes back."""
    kind: EntryKind = "correction"
    scope: Scope = "place"
    path: str | None = None
    """Of scope `place`: the document's path under raw/."""
    source_id: str | None = None
    """Of scope `place` and `source`."""
    batch: str | None = None
    """Id that all verdicts given with one key share."""


Decisions = Mapping[str, Decision]
"""Settled decisions by `Decision.key`."""
