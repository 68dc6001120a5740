"""What can be reviewed, as the tables tell it, and what all kinds of it share."""

from __future__ import annotations

from dataclasses import dataclass, fields

from pipeline.model import EntryKind, content_id

BUCKETS = (0, 50, 70, 90, 98)
"""Lower bounds, in per cent, of the ranges of confidence that entries are filtered by."""
NO_BUCKET = "none"


@dataclass(frozen=True, slots=True)
class Gathered:
    """An entry; what is null in the tables is an empty string here."""

    key: str
    source_key: str
    """Key of a verdict on this change all over its source."""
    kind: EntryKind
    document_id: str
    source_id: str
    block_index: int
    start: int
    """Where it starts in the page's text, in code points."""
    end: int
    before: str
    after: str
    rule_id: str
    subkind: str
    confidence: float | None
    bucket: str
    status: str
    context_before: str
    context_after: str
    reason: str
    evidence: str
    change: str
    """Names the change wherever it stands: see `change_name`."""
    is_asked: bool
    """Whether the rules left it to a person, or a person has decided."""
    needs_person: bool
    """Whether a verdict on the rule as a whole does not make it."""


COLUMNS = tuple(field.name for field in fields(Gathered))


@dataclass(frozen=True, slots=True)
class PageName:
    """The document in whose blocks entries stand."""

    document_id: str
    source_id: str
    path: str


def change_name(kind: EntryKind, rule_id: str, before: str, after: str) -> str:
    """What identical changes share, in whatever source they stand."""
    return content_id(kind, rule_id, before, after)


def bucket_of(confidence: float | None) -> str:
    """The range of confidence that an entry falls into, named by its lower bound in per cent."""
    if confidence is None:
        return NO_BUCKET
    return str(max(bound for bound in BUCKETS if confidence * 100 >= bound))
