"""Every field, described once.

A key is a column's name where the column means the same in every table that has it, and `table.column`
where one table says something of its own (`table` may be `concepts` for the three concept tables).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import get_args, get_type_hints

from pipeline import model
from schemas.field import Field

_ID = r"^[0-9a-f]{20}$"
_SHA256 = r"^[0-9a-f]{64}$"
_CONCEPT = r"^[A-Za-z][A-Za-z0-9_.]*:\S+$"

_text = partial(Field, "string")
_count = partial(Field, "integer", minimum=0)
_share = partial(Field, "number", minimum=0, maximum=1, decimals=4)
_flag = partial(Field, "boolean")


def _choice(values: object, description: str) -> Field:
    return Field("string", description, enum=get_args(values))


_document = _text("The document: a hash of its source, path and content.", pattern=_ID)
_concept = _text(
    "The concept: a vocabulary's id, or `local:<slug>` where no vocabulary has it.", pattern=_CONCEPT
)
_rule = _text("The rule that made the change.", pattern=r"^\S+$")

FIELDS: Mapping[str, Field] = {
    # sources
    "source_id": _text("The folder under raw/ that the pages lie in."),
    "sources.title": _text("What the source calls itself."),
    "publisher": _text("Who published the pages, or `unknown`."),
    "sources.url": _text("Where the pages were found, or `unknown`."),
    "licence": _text("Licence of the pages' text, or `unknown`."),
    "accessed": _text(
        "ISO date on which the pages were fetched, or `unknown`.",
        pattern=r"^(unknown|[0-9]{4}-[0-9]{2}-[0-9]{2})$",
    ),
    # documents
    "document_id": _document,
    "path": _text("The raw file, relative to raw/, with `/`."),
    "documents.url": _text("Address of the page, where the page or its source says it.", nullable=True),
    "documents.title": _text(
        "The page's title: its kept title block, corrected, or what its markup says.", nullable=True
    ),
    "language": _text(
        "BCP 47 tag of the page's language; `und` where it cannot be told.",
        pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$",
    ),
    "media_type": _choice(model.MediaType, "Kind of the raw file."),
    "raw_sha256": _text("SHA-256 of the raw file's bytes, in hexadecimal.", pattern=_SHA256),
    "n_blocks": _count("Blocks of the document, kept and dropped."),
    "n_kept_blocks": _count("Blocks of the document that were kept."),
    "n_corrections": _count("Corrections of the document, made or only proposed."),
    "documents.n_mentions": _count("Mentions in the document."),
    "n_relations": _count("Relations that the document states."),
    "duplicate_of": replace(
        _document,
        nullable=True,
        description="The first document with the same text, or nearly the same under the same title.",
    ),
    "topic_concept_id": replace(_concept, nullable=True, description="The concept that the page is about."),
    "documents.clean_text": _text("The kept blocks after correction, one a line.", nullable=True),
    # blocks
    "block_index": _count("Position of the block in its document, from 0."),
    "blocks.kind": _choice(model.BlockKind, "What the block is on the page."),
    "heading_level": Field("integer", "Level of a heading, from 1.", nullable=True, minimum=1),
    "heading": _text("Text of the nearest heading above.", nullable=True),
    "section_type": _choice(model.SectionType, "What the section the text stands in is about."),
    "blocks.start": _count(
        "Where the block starts in the page's text, in code points from 0. The page's text is the decoded "
        "file of a text file, and of an HTML file what a reader sees of it, one block a line."
    ),
    "blocks.end": _count("Where the block ends in the page's text, exclusive: `start` + length of `text`."),
    "corrections.start": _count(
        "Start in the page's text, as of the block: "
        "`blocks.text[start - blocks.start : end - blocks.start]` is `before`."
    ),
    "mentions.start": _count(
        "Start in the page's text, as of the block: "
        "`blocks.text[start - blocks.start : end - blocks.start]` is `raw_surface`."
    ),
    "end": _count("End in the page's text, counted as `start`, exclusive."),
    "text": _text("The block as it stood on the page."),
    "blocks.clean_text": _text(
        "The block after correction; null where the block was dropped.", nullable=True
    ),
    "is_kept": _flag("Whether the block is main content."),
    "blocks.reason": _text("Why the block was dropped (or kept against the odds).", nullable=True),
    "blocks.rule_id": replace(_rule, nullable=True, description="The rule or model that judged the block."),
    "blocks.score": _share("Belief that the block is main content, 0 to 1."),
    "locator": _text("Where the block stands: a path into the HTML, or `line[n]` (from 1) for text."),
    # corrections
    "correction_id": _text(
        "The correction: a content key, on which a reviewer's decision hangs.", pattern=_ID
    ),
    "before": _text("What the page says; null for an insertion.", nullable=True),
    "after": _text("What stands there after correction; null for a deletion.", nullable=True),
    "rule_id": _rule,
    "corrections.kind": _choice(model.EditKind, "What kind of error it is."),
    "confidence": _share("Belief that the correction is right, 0 to 1."),
    "status": _choice(
        model.EditStatus,
        "`applied` and `accepted` corrections are made in the clean text; "
        "`flagged` and `rejected` ones are not.",
    ),
    "context_before": _text("Up to 30 characters of the raw block before the correction.", nullable=True),
    "context_after": _text("Up to 30 characters of the raw block after the correction.", nullable=True),
    "corrections.reason": _text("Why the text is taken for an error."),
    "corrections.evidence": _text(
        "What speaks for the correction, where there is more than the rule.", nullable=True
    ),
    "reviewer": _text("Who decided; null where nobody has.", nullable=True),
    # mentions
    "mention_id": _text("The mention: a content key.", pattern=_ID),
    "clean_start": _count("Start in the document's clean_text, in code points from 0."),
    "clean_end": _count("End in the document's clean_text, in code points, exclusive."),
    "surface": _text("The words in the clean text."),
    "raw_surface": _text("The words in the raw text, as the page has them."),
    "label": _choice(model.Label, "What the mention names; it tells which concept table holds the concept."),
    "concept_id": _concept,
    "match": _choice(model.MatchKind, "How the words were tied to the concept."),
    "score": _share("Belief that the row is right, 0 to 1."),
    "is_negated": _flag("Whether the text denies it."),
    "is_uncertain": _flag("Whether the text only holds it possible."),
    "is_hypothetical": _flag("Whether the text speaks of a case that may arise."),
    "experiencer": _choice(model.Experiencer, "Whom it concerns: the patient, the family or another."),
    # conditions, symptoms, treatments
    "preferred_name": _text("The vocabulary's name of the concept."),
    "lay_name": _text("Everyday name, where the vocabulary has one.", nullable=True),
    "concepts.kind": _text(
        "Finer kind within the table, such as disorder, injury, finding, drug or exercise."
    ),
    "vocabulary": _text("Vocabulary that the concept comes from; `local` where it comes from the pages."),
    "vocabulary_version": _text("Version of the vocabulary.", nullable=True),
    "xrefs": _text("Ids of the same concept in other vocabularies, parted by `|`.", nullable=True),
    "n_documents": _count("Documents that mention the concept under the table's label."),
    "n_mentions": _count("Mentions of the concept under the table's label."),
    # relations
    "relation_id": _text("The relation: a content key.", pattern=_ID),
    "relation": _choice(model.RelationKind, "What the subject has to do with the object."),
    "subject_concept_id": replace(_concept, description="Concept of the subject."),
    "subject_name": _text("Preferred name of the subject's concept."),
    "subject_surface": _text("The subject in the words of the page."),
    "object_concept_id": replace(
        _concept, nullable=True, description="Concept of the object; null where it has none."
    ),
    "object_name": _text("Preferred name of the object's concept, or the object in plain words."),
    "object_surface": _text("The object in the words of the page."),
    "method": _text("What found the relation."),
    "relations.evidence": _text("The sentence or section that says so."),
    # rules
    "rules.stage": _choice(get_type_hints(model.Rule)["stage"], "The stage that the rule belongs to."),
    "rules.description": _text("What the rule does."),
    "action": _text("What happens where the rule fires."),
    "n_hits": _count("Blocks and corrections of this build that name the rule."),
    "measured_precision": _share(
        "Precision of the rule on annotated pages; null where it was not measured. "
        "A rule without it never changes a text unattended.",
        nullable=True,
    ),
    # quarantine
    "quarantine.stage": _text("The stage at which it went wrong."),
    "quarantine.raw_sha256": _text(
        "SHA-256 of the raw file's bytes; null where they could not be read.", nullable=True, pattern=_SHA256
    ),
    "error_code": _text("What went wrong, as a code.", pattern=r"^[a-z_]+$"),
    "message": _text("What went wrong, as a sentence."),
}
"""Fields by column name, or by `table.column` where the column means something of its own there."""
