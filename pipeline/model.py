"""What flows through Winnow: frozen dataclasses from raw file to page; what a page has hundreds of, structs.

Offsets are half-open, in Unicode code points. `start`/`end` count in `Document.text` (the raw text);
`clean_start`/`clean_end` count in `CleanText.text`. Ids are content hashes (`content_id`).
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Literal

import msgspec

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


LINE = re.compile("[^\r\n\u2028\u2029\x85]+")
"""A stretch of text without a line end."""


ID_LENGTH = 20
"""Hex digits of a content hash."""


def content_id(*parts: object) -> str:
    """A 20-digit hex id that depends on the parts alone (SHA-256 over their unit-separated text)."""
    text = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a folder of raw pages comes from: one `source.toml`."""

    source_id: str
    title: str
    publisher: str
    url: str
    licence: str
    accessed: str
    """ISO date, or `unknown`."""


@dataclass(frozen=True, slots=True)
class Member:
    """Where a page stands in a container (a WARC, a file of JSON lines), and what that says of it."""

    container: str
    """Path of the container, as `RawFile.path`."""
    address: str
    """Target address, as the container has it."""
    media_type: MediaType
    charset: str | None
    """Encoding that the server declared."""
    offset: int
    """Byte of the container from which on it can be read: of a compressed one where a gzip member begins."""
    skip: int
    """How many bytes to leave out from there, counted after decompression."""
    length: int
    """Bytes of its record, after decompression."""
    copy: str | None = field(default=None, repr=False, compare=False)
    """File from which to read it in the container's stead; offset, skip and length then count in that."""


@dataclass(frozen=True, slots=True)
class RawFile:
    """One page under raw/, found but not yet read: a file, or a member of a container.

    `path` is relative to raw/, with `/`; of a member it is that of the container, `#` and the page's address.
    """

    path: str
    source_id: str
    size: int
    sha256: str
    """Of the file's bytes; of a member, of the page's bytes without HTTP headers and encodings."""
    member: Member | None = None

    @property
    def identity(self) -> tuple[str, ...]:
        """All that decides which document it yields."""
        if self.member is None:
            return self.path, self.source_id, self.sha256
        said = (self.member.address, self.member.media_type, self.member.charset or "")
        return self.path, self.source_id, self.sha256, *said


class Element(msgspec.Struct, frozen=True, gc=False):
    """An element of an HTML page, as a row of `Document.elements`."""

    parent: int
    """Row of the element around it, `NO_PARENT` for the outermost."""
    tag: str
    place: int
    """Its number among its parent's children of that tag, from 1."""
    names: tuple[str, ...]
    """Lower-cased tokens of class, id, role and (`itemprop:` in front) itemprop."""


NO_PARENT = -1


class Markup(msgspec.Struct, frozen=True, gc=False):
    """What the HTML said about one line of `Document.text`; offsets are those of the line."""

    start: int
    end: int
    kind: BlockKind
    heading_level: int | None
    link_characters: int
    """How many of the line's characters stand inside links."""
    links: int
    element: int
    """Row of the line's block element in `Document.elements`."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What a page says about itself to machines (metadata, JSON-LD, microdata): evidence, never its text."""

    kind: PageKind | None = None
    headline: str | None = None
    description: str | None = None
    body: str | None = None
    """The text that the page declares as its article's body."""


@dataclass(frozen=True, slots=True)
class Document:
    """One page as a reader would see it, one block a line (a text file: the decoded file itself)."""

    id: str
    source_id: str
    path: str
    title: str | None
    url: str | None
    media_type: MediaType
    language: str
    """BCP 47 tag, `und` where it cannot be told."""
    encoding: str
    raw_sha256: str
    text: str
    markup: tuple[Markup, ...] = ()
    """One entry a line for HTML, in order; empty for text files."""
    elements: tuple[Element, ...] = ()
    """The elements that hold lines, and those around them, in the order in which they open: an element comes
    after the one around it, and before all that stands in it."""
    declared: Declared = Declared()


class Block(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A line or paragraph of the page, kept or dropped. Always `document.text[start:end] == text`.

    A page has hundreds, each made twice, and a struct takes a tenth of the time of a frozen dataclass.
    """

    document_id: str
    index: int
    start: int
    end: int
    text: str
    kind: BlockKind
    heading_level: int | None
    heading: str | None
    """Text of the nearest heading above."""
    section_type: SectionType
    locator: str
    """Path into the HTML, or `line[n]` (1-based) for text."""
    markup: Markup | None = None
    is_kept: bool = True
    reason: str = ""
    rule_id: str | None = None
    score: float = 1.0
    """Belief that the block is main content, 0 to 1."""

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading or the title."""
        return self.kind in ("heading", "title")


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


@dataclass(frozen=True)
class CleanBlock:
    """A kept block with its applied edits made.

    `start` counts in `CleanText.text`. `edits` are the made ones, sorted, in raw offsets.
    """

    block: Block
    text: str
    start: int
    edits: tuple[Edit, ...] = ()

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Raw offsets of a span of `self.text` (block-relative, half-open).

        A span that touches replaced text covers the whole of what was replaced.
        """
        raw_start, raw_end = self._raw(start, at_end=False), self._raw(end, at_end=True)
        return raw_start, max(raw_start, raw_end)

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        """Where what each edit put there ends in `self.text`: a long line may have thousands of edits."""
        shifts = accumulate(len(edit.after) - (edit.end - edit.start) for edit in self.edits)
        return tuple(
            edit.end - self.block.start + shift for edit, shift in zip(self.edits, shifts, strict=True)
        )

    def _raw(self, position: int, *, at_end: bool) -> int:
        if not self.edits:
            return self.block.start + position
        place = (bisect_left if at_end else bisect_right)(self._ends, position)
        if place == len(self.edits):
            return self.edits[-1].end + position - self._ends[-1]
        edit = self.edits[place]
        beyond = position - (self._ends[place] - len(edit.after))
        if beyond < 0 or (beyond == 0 and at_end):
            return edit.start + beyond
        return edit.end if at_end else edit.start


@dataclass(frozen=True)
class CleanText:
    """The kept blocks of a document after correction, joined by line feeds."""

    document_id: str
    title: str | None
    blocks: tuple[CleanBlock, ...]

    @cached_property
    def text(self) -> str:
        """The clean text of the document."""
        return "\n".join(block.text for block in self.blocks)


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
class Facts:
    """What the corpus says that concerns one document."""

    repeated_lines: frozenset[str] = frozenset()
    """Keys (`pipeline.model.line_key`) of its lines that repeat across the pages of its source."""
    duplicate_of: str | None = None
    """Id of the first document (by id) with the same text, or nearly the same under the same title."""


class _DigitsToZeros(dict[int, int]):
    """For `str.translate`, which asks for each character that it does not know yet."""

    def __missing__(self, code: int) -> int:
        self[code] = ord("0") if chr(code).isdigit() else code
        return self[code]


_DIGITS_TO_ZEROS = _DigitsToZeros()
_ASCII_TO_ZEROS = bytes.maketrans(b"123456789", b"000000000")
_ASCII = bytes(range(128))


def line_keys(lines: Iterable[str]) -> list[str]:
    """For each line the key under which it counts as the same line on another page.

    Case, space and digits are folded. The key is the `content_id` of what is left.
    """
    squeezed = [" ".join(line.split()) for line in lines]
    return folded_line_keys("\n".join(squeezed).casefold()) if squeezed else []


def folded_line_keys(folded: str) -> list[str]:
    """See `line_keys`; of lines whose case and space are folded, with a line feed between two."""
    coded = folded.encode("utf-8", "surrogatepass")
    wide = coded.translate(None, _ASCII).decode("utf-8", "surrogatepass")
    if any(map(str.isdigit, set(wide))):
        coded = folded.translate(_DIGITS_TO_ZEROS).encode("utf-8", "surrogatepass")
    lines = coded.translate(_ASCII_TO_ZEROS).split(b"\n")
    return [hashlib.sha256(line).hexdigest()[:ID_LENGTH] for line in lines]


def line_key(line: str) -> str:
    """The key of one line, see `line_keys`."""
    (key,) = line_keys([line])
    return key


@dataclass(frozen=True, slots=True)
class Extraction:
    """What `extract` finds: the mentions, the concepts they use, and the page's topic."""

    mentions: tuple[Mention, ...]
    concepts: tuple[Concept, ...]
    topic_concept_id: str | None


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


Decisions = Mapping[str, Decision]
"""Settled decisions by `Decision.key`."""
