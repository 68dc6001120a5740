"""Closed sets of values: what the tables' columns of the same names may hold."""

from __future__ import annotations

from typing import Literal

BlockKind = Literal["title", "heading", "paragraph", "list_item", "table_row", "caption", "quote", "other"]
SectionType = Literal[
    "symptoms", "causes", "treatment", "prevention", "diagnosis", "overview", "exercises", "other"
]
EditKind = Literal[
    "real_word", "spelling", "duplicate_word", "article", "agreement", "spacing", "glued", "split_word",
    "punctuation", "casing", "missing_word", "mojibake", "list_glue", "boilerplate", "other",
]  # fmt: skip
EditStatus = Literal["applied", "flagged", "accepted", "rejected"]
MADE: frozenset[EditStatus] = frozenset({"applied", "accepted"})
"""The statuses of an edit that stands in the clean text."""
Action = Literal["accept", "reject", "edit", "skip", "undo"]
"""`skip` leaves the question open; `undo` takes back the line that it supersedes."""
EntryKind = Literal["correction", "block", "mention", "duplicate"]
"""What reviewers decide on: a correction, a dropped block, a mention, a page like another."""
Scope = Literal["place", "source", "rule"]
"""How far a verdict reaches: this place, this change all over its source, or all that the rule does."""
Label = Literal["CONDITION", "SYMPTOM", "TREATMENT"]
MatchKind = Literal["exact", "variant", "abbreviation", "model"]
Experiencer = Literal["patient", "family", "other"]
RelationKind = Literal["has_symptom", "treated_by", "caused_by", "risk_factor", "prevented_by"]
MediaType = Literal["text/plain", "text/html"]
PageKind = Literal["article", "discussion", "product", "listing", "other"]
CommentPolicy = Literal["auto", "keep", "drop"]
"""What becomes of readers' comments; `auto` keeps them on forum and question pages and drops them below
articles."""
