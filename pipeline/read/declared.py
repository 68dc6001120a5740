"""What a page declares about itself to machines, taken while it is parsed."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from pipeline.model import Declared
from pipeline.read.elements import BLOCKS
from pipeline.read.head import Head
from pipeline.read.linked_data import linked_data
from pipeline.read.page_kinds import kind_of_items, kind_of_open_graph

_SCRIPTS = 100
_SCRIPTS_LENGTH = 2**20
_ITEMS = 200
_BODY_LENGTH = 200_000
_LINE_LENGTH = 2_000
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_ENDING = BLOCKS | {"br"}
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,20})\b[^<>]{0,1000}>")


@dataclass(slots=True)
class Declarations:
    """Filled while the page is parsed, up to bounds."""

    scripts: list[list[str]] = field(default_factory=list)
    """The JSON-LD scripts, each in the pieces in which it came."""
    item_types: list[str] = field(default_factory=list)
    """Types of the microdata items, in order."""
    _room: int = _SCRIPTS_LENGTH

    def open_script(self) -> None:
        """A script with JSON-LD begins."""
        self.scripts.append([])

    def take_script(self, text: str) -> None:
        """A part of the script's text; what goes beyond a megabyte a page is left."""
        if len(self.scripts) <= _SCRIPTS and self._room:
            self.scripts[-1].append(text[: self._room])
            self._room = max(0, self._room - len(text))

    def take_item(self, item_type: str) -> None:
        """The type, or types, of a microdata item."""
        if len(self.item_types) < _ITEMS:
            self.item_types += item_type[:_LINE_LENGTH].split()[:_ITEMS]

    def settled(self, head: Head) -> Declared:
        """What all of it says together: structured data go before what is meant for social networks."""
        linked = linked_data("".join(script) for script in self.scripts[:_SCRIPTS])
        return Declared(
            kind=linked.kind or kind_of_items(self.item_types) or kind_of_open_graph(head.og_type),
            headline=_line(linked.headline) or head.og_title,
            description=_line(head.description or head.og_description or ""),
            body=_plain(linked.body),
        )


def _line(text: str) -> str | None:
    return " ".join(_CONTROL.sub("", html.unescape(text[:_LINE_LENGTH])).split()) or None


def _plain(text: str) -> str | None:
    """The text without tags, one paragraph a line."""
    bare = _TAG.sub(lambda tag: "\n" if tag[1].lower() in _ENDING else "", html.unescape(text))
    lines = (" ".join(_CONTROL.sub("", line).split()) for line in bare.splitlines())
    return "\n".join(line for line in lines if line)[:_BODY_LENGTH].rstrip() or None
