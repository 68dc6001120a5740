"""Every table: which fields it has in which order, and its keys."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from schemas.field import Field, ForeignKey, Table
from schemas.fields import FIELDS

_DOCUMENT = ForeignKey(("document_id",), ("documents",))
_BLOCK = ForeignKey(("document_id", "block_index"), ("blocks",))
_RULE = ForeignKey(("rule_id",), ("rules",))
CONCEPT_TABLES: Mapping[str, str] = MappingProxyType(
    {"CONDITION": "conditions", "SYMPTOM": "symptoms", "TREATMENT": "treatments"}
)
"""Concept table by mention label."""


_OBJECTS: Mapping[str, tuple[str, ...]] = {
    "has_symptom": ("conditions", "symptoms"),
    "treated_by": ("treatments",),
    "prevented_by": ("treatments",),
}
"""Tables in which the object of a relation stands, of the relations that say so much."""


def _concept(column: str) -> ForeignKey:
    return ForeignKey((column,), tuple(CONCEPT_TABLES.values()))


def _fields(columns: str, *scopes: str) -> Mapping[str, Field]:
    """The fields of space-separated columns; a `scope.column` entry goes before a plain one."""
    keys = {column: [*(f"{scope}.{column}" for scope in scopes), column] for column in columns.split()}
    return MappingProxyType(
        {column: next(FIELDS[key] for key in tried if key in FIELDS) for column, tried in keys.items()}
    )


def _concept_table(name: str, description: str) -> Table:
    return Table(
        name=name,
        description=description,
        usage="A concept that is mentioned under two labels has a row in both tables. "
        "One that only a relation or a page's topic names has no mentions.",
        primary_key=("concept_id",),
        fields=_fields(
            "concept_id preferred_name lay_name kind vocabulary vocabulary_version xrefs "
            "n_documents n_mentions",
            "concepts",
        ),
    )


_ALL = (
    Table(
        name="sources",
        description="The folders of raw pages, and where each comes from.",
        usage="`unknown` means that nobody has said; ask before you publish the text.",
        primary_key=("source_id",),
        fields=_fields("source_id title publisher url licence accessed", "sources"),
    ),
    Table(
        name="documents",
        description="One row a page that was read, with its clean text.",
        usage="Leave out rows with `duplicate_of` when you count. "
        "Pages that could not be read are in quarantine.",
        primary_key=("document_id",),
        fields=_fields(
            "document_id source_id path url title language media_type raw_sha256 n_blocks n_kept_blocks "
            "duplicate_of topic_concept_id clean_text n_corrections n_mentions n_relations",
            "documents",
        ),
        foreign_keys=(
            ForeignKey(("source_id",), ("sources",)),
            ForeignKey(("duplicate_of",), ("documents",)),
            _concept("topic_concept_id"),
        ),
    ),
    Table(
        name="blocks",
        description="Every block of every page in reading order, kept or dropped.",
        usage="Filter on `is_kept` for main content. A dropped block stays here with its reason.",
        primary_key=("document_id", "block_index"),
        fields=_fields(
            "document_id block_index kind heading_level heading section_type start end text clean_text "
            "is_kept reason rule_id score locator",
            "blocks",
        ),
        foreign_keys=(_DOCUMENT, _RULE),
    ),
    Table(
        name="corrections",
        description="Every change to a text, made or only proposed.",
        usage="Replaying the made ones (`applied`, `accepted`) on the raw text gives the clean text.",
        primary_key=("correction_id",),
        fields=_fields(
            "correction_id document_id block_index start end before after rule_id kind confidence status "
            "context_before context_after reason evidence reviewer",
            "corrections",
        ),
        foreign_keys=(_DOCUMENT, _BLOCK, _RULE),
    ),
    Table(
        name="mentions",
        description="Every place at which a page names a condition, a symptom or a treatment.",
        usage="Look at `is_negated`, `is_uncertain`, `is_hypothetical` and `experiencer` before you take a "
        "mention for a fact.",
        primary_key=("mention_id",),
        fields=_fields(
            "mention_id document_id block_index start end clean_start clean_end surface raw_surface label "
            "concept_id match score is_negated is_uncertain is_hypothetical experiencer section_type",
            "mentions",
        ),
        foreign_keys=(
            _DOCUMENT,
            _BLOCK,
            *(
                ForeignKey(("concept_id",), (table,), where=("label", label))
                for label, table in CONCEPT_TABLES.items()
            ),
        ),
    ),
    _concept_table("conditions", "Diseases, injuries and other conditions that the pages name."),
    _concept_table("symptoms", "Symptoms and findings that the pages name."),
    _concept_table("treatments", "Drugs, procedures, exercises and other treatments that the pages name."),
    Table(
        name="relations",
        description="What a page says two concepts have to do with each other.",
        usage="A relation is what one page says, not a medical fact; `evidence` is the text that says it.",
        primary_key=("relation_id",),
        fields=_fields(
            "relation_id document_id relation subject_concept_id subject_name subject_surface "
            "object_concept_id object_name object_surface method score is_negated block_index evidence",
            "relations",
        ),
        foreign_keys=(
            _DOCUMENT,
            _BLOCK,
            ForeignKey(("subject_concept_id",), ("conditions", "symptoms")),
            ForeignKey(("subject_concept_id",), ("conditions",), where=("relation", "has_symptom")),
            _concept("object_concept_id"),
            *(
                ForeignKey(("object_concept_id",), tables, where=("relation", relation))
                for relation, tables in _OBJECTS.items()
            ),
        ),
    ),
    Table(
        name="rules",
        description="Every rule that can drop a block or correct a text.",
        usage="`n_hits` counts this build; `measured_precision` comes from annotated pages.",
        primary_key=("rule_id",),
        fields=_fields("rule_id stage description action n_hits measured_precision", "rules"),
    ),
    Table(
        name="quarantine",
        description="Raw files that yielded no page, and why.",
        usage="A file in quarantine is in no other table.",
        primary_key=("path",),
        fields=_fields("path raw_sha256 stage error_code message", "quarantine"),
    ),
)

TABLES: Mapping[str, Table] = MappingProxyType({table.name: table for table in _ALL})
"""The tables of clean/ by name, in the order in which the data dictionary lists them."""
