"""What a run has of each page, and of those that yielded none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.model.clean import CleanText
from pipeline.model.document import Block, Document
from pipeline.model.edits import Edit
from pipeline.model.found import Concept, Mention, Relation


@dataclass(frozen=True, slots=True)
class Facts:
    """What the corpus says that concerns one document."""

    repeated_lines: frozenset[str] = frozenset()
    """Keys (`pipeline.model.line_key`) of its lines that repeat across the pages of its source."""
    duplicate_of: str | None = None
    """Id of the first document (by id) with the same text, or nearly the same under the same title."""


@dataclass(frozen=True, slots=True)
class Page:
    """All that one document yields."""

    document: Document
    duplicate_of: str | None
    blocks: tuple[Block, ...]
    asked_rules: tuple[str, ...]
    """Ids of the rules on whose doings here reviewers may decide."""
    heeded: tuple[str, ...]
    """Keys of the decisions that met on this page what they were made for."""
    edits: tuple[Edit, ...]
    clean: CleanText
    mentions: tuple[Mention, ...]
    concepts: tuple[Concept, ...]
    topic_concept_id: str | None
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A raw file that yielded no page, and why."""

    path: str
    raw_sha256: str | None
    stage: str
    error_code: str
    message: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a stage, as `rules.csv` lists it."""

    rule_id: str
    stage: Literal["strip", "correct", "extract"]
    description: str
    action: str
    measured_precision: float | None = None
