"""What flows through Winnow: frozen dataclasses from raw file to page; what a page has hundreds of, structs.

Offsets are half-open, in Unicode code points. `start`/`end` count in `Document.text` (the raw text);
`clean_start`/`clean_end` count in `CleanText.text`. Ids are content hashes (`content_id`).
"""

from pipeline.model.clean import CleanBlock, CleanText
from pipeline.model.document import NO_PARENT, Block, Declared, Document, Element, Markup
from pipeline.model.edits import Decision, Decisions, Edit
from pipeline.model.found import Concept, Extraction, Mention, Relation
from pipeline.model.keys import ID_LENGTH, LINE, content_id, folded_line_keys, line_key, line_keys
from pipeline.model.kinds import (
    MADE,
    Action,
    BlockKind,
    CommentPolicy,
    EditKind,
    EditStatus,
    EntryKind,
    Experiencer,
    Label,
    MatchKind,
    MediaType,
    PageKind,
    RelationKind,
    Scope,
    SectionType,
)
from pipeline.model.page import Facts, Page, Quarantined, Rule
from pipeline.model.raw import Member, RawFile, Source

__all__ = [
    "ID_LENGTH",
    "LINE",
    "MADE",
    "NO_PARENT",
    "Action",
    "Block",
    "BlockKind",
    "CleanBlock",
    "CleanText",
    "CommentPolicy",
    "Concept",
    "Decision",
    "Decisions",
    "Declared",
    "Document",
    "Edit",
    "EditKind",
    "EditStatus",
    "Element",
    "EntryKind",
    "Experiencer",
    "Extraction",
    "Facts",
    "Label",
    "Markup",
    "MatchKind",
    "MediaType",
    "Member",
    "Mention",
    "Page",
    "PageKind",
    "Quarantined",
    "RawFile",
    "Relation",
    "RelationKind",
    "Rule",
    "Scope",
    "SectionType",
    "Source",
    "content_id",
    "folded_line_keys",
    "line_key",
    "line_keys",
]
