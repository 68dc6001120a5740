"""A page that was read: its text, what the HTML said about its lines, and its blocks."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from pipeline.model.kinds import BlockKind, MediaType, PageKind, SectionType


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
