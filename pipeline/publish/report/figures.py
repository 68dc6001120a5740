"""What a report tells: plain values, most telling first, bounded however large the build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.model import EditStatus, Label, RelationKind


@dataclass(frozen=True, slots=True)
class Flow:
    """What came in and what went out. Words are runs of characters other than white space."""

    pages: int
    quarantined: int
    duplicates: int
    blocks: int
    kept_blocks: int
    words: int
    kept_words: int


@dataclass(frozen=True, slots=True)
class SourceFlow:
    """What came of one source."""

    source_id: str
    title: str
    publisher: str
    licence: str
    pages: int
    words: int
    kept_words: int
    mentions: int


@dataclass(frozen=True, slots=True)
class Drops:
    """Blocks dropped by one rule for one reason."""

    reason: str
    rule_id: str | None
    blocks: int
    words: int
    examples: tuple[str, ...]
    """The beginnings of some of them."""


@dataclass(frozen=True, slots=True)
class Example:
    """A correction in its place. Texts may be cut to a bounded length."""

    before: str
    after: str
    context_before: str
    context_after: str


@dataclass(frozen=True, slots=True)
class Corrections:
    """Corrections of one rule with one status."""

    rule_id: str
    status: EditStatus
    corrections: int
    examples: tuple[Example, ...]
    """Some of them, commonest change first."""


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """A rule that acted, and the share of its doings that was right on annotated pages."""

    rule_id: str
    description: str
    measured_precision: float | None


@dataclass(frozen=True, slots=True)
class Kind:
    """Concepts of one kind, such as disorder, injury or drug."""

    name: str
    concepts: int
    mentions: int


@dataclass(frozen=True, slots=True)
class Named:
    """A concept and how often the pages name it."""

    concept_id: str
    name: str
    documents: int
    mentions: int


@dataclass(frozen=True, slots=True)
class Entities:
    """The mentions with one label."""

    label: Label
    concepts: int
    mentions: int
    linked: int
    """Mentions whose concept a vocabulary has; the others' concepts are local."""
    negated: int
    uncertain: int
    hypothetical: int
    others: int
    """Mentions that concern the family or another person."""
    kinds: tuple[Kind, ...]
    """Most mentions first."""
    commonest: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """What the pages say a subject has to do with one object, and how many say it; of copies, the first."""

    relation: RelationKind
    object_name: str
    pages: int


@dataclass(frozen=True, slots=True)
class Subject:
    """A condition or complaint, and what the relations say of it; negated ones do not count."""

    concept_id: str
    name: str
    documents: int
    mentions: int
    symptoms: int
    """Distinct objects of `has_symptom`."""
    treatments: int
    """Distinct objects of `treated_by`."""
    ties: tuple[Tie, ...]
    """The commonest of each relation."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A relation that pages state, with the words of the page that are surest of it."""

    relation_id: str
    relation: RelationKind
    subject_name: str
    object_name: str
    subject_surface: str
    object_surface: str
    is_negated: bool
    score: float
    evidence: str
    path: str
    pages: int


@dataclass(frozen=True, slots=True)
class Stated:
    """All relations of one kind."""

    relation: RelationKind
    statements: int
    negated: int
    examples: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """A page that says what another one says."""

    path: str
    original: str


@dataclass(frozen=True, slots=True)
class QuarantinedFile:
    """A raw file that yielded no page."""

    path: str
    error_code: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """A build in figures."""

    rows: Mapping[str, int]
    """Rows of each table, by name."""
    flow: Flow
    sources: tuple[SourceFlow, ...]
    """Most words first, bounded."""
    drops: tuple[Drops, ...]
    """Most blocks first."""
    corrections: tuple[Corrections, ...]
    """By rule and status, most corrections first."""
    rules: tuple[RuleFigures, ...]
    """Those with hits."""
    entities: tuple[Entities, ...]
    """One a label."""
    subjects: tuple[Subject, ...]
    """Those of which most pages say something first, bounded."""
    relations: tuple[Stated, ...]
    """One a kind that is stated."""
    copies: tuple[Copy, ...]
    """Bounded; `flow.duplicates` counts all."""
    quarantine: tuple[QuarantinedFile, ...]
