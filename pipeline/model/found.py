"""What a text names: mentions, their concepts, and the relations between these."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.kinds import Experiencer, Label, MatchKind, RelationKind, SectionType


@dataclass(frozen=True, slots=True)
class Concept:
    """An entry of the vocabulary, or a local one (`local:<slug>`) for a mention without entry."""

    concept_id: str
    label: Label
    preferred_name: str
    lay_name: str | None
    kind: str
    """CONDITION: disorder, injury, infection ...; SYMPTOM: finding; TREATMENT: drug, procedure,
    device, exercise, self_care, diet, supplement or other."""
    vocabulary: str
    vocabulary_version: str
    xrefs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names a condition, symptom or treatment, in the raw and in the clean text."""

    id: str
    document_id: str
    block_index: int
    start: int
    end: int
    clean_start: int
    clean_end: int
    surface: str
    raw_surface: str
    label: Label
    concept_id: str
    match: MatchKind
    score: float
    is_negated: bool
    is_uncertain: bool
    is_hypothetical: bool
    experiencer: Experiencer
    section_type: SectionType


@dataclass(frozen=True, slots=True)
class Relation:
    """`subject relation object`, as a sentence or section of the page says; evidence is that text."""

    id: str
    document_id: str
    relation: RelationKind
    subject_concept_id: str
    subject_name: str
    subject_surface: str
    object_concept_id: str | None
    object_name: str
    object_surface: str
    method: str
    score: float
    is_negated: bool
    block_index: int
    evidence: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """What `extract` finds: the mentions, the concepts they use, and the page's topic."""

    mentions: tuple[Mention, ...]
    concepts: tuple[Concept, ...]
    topic_concept_id: str | None
