"""What a page says of itself in JSON-LD: kinds, headline, body."""

from __future__ import annotations

import html
import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.model import PageKind
from pipeline.read.page_kinds import first_kind, kind_of

_NODES = 500
_ALWAYS_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")
_INSIDE_DISCUSSIONS = (*_ALWAYS_INSIDE, "acceptedAnswer", "suggestedAnswer", "comment")
_REPLIES = frozenset({"answer", "comment"})

Node = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class LinkedData:
    """What the JSON-LD of a page declares, as it stands there."""

    kind: PageKind | None
    headline: str
    body: str


def linked_data(scripts: Iterable[str]) -> LinkedData:
    """What the scripts of type `application/ld+json` say; those that are no JSON say nothing."""
    nodes = list(_nodes([_parsed(script) for script in scripts]))
    kind = first_kind(kind for node in nodes for kind in _kinds(node))
    named = ("headline", "name") if kind == "discussion" else ("headline",)  # a question has a name only
    headlines = (_text(node, key) for key in named for node in nodes if kind in _kinds(node))
    bodies = (_text(node, "articleBody") for node in nodes)
    posts = dict.fromkeys(_text(node, "text") for node in nodes if _is_post(node))
    return LinkedData(
        kind=kind,
        headline=next(filter(None, headlines), ""),
        body=max(bodies, key=len, default="") or "\n".join(filter(None, posts)),
    )


def _parsed(script: str) -> object:
    """The JSON in a script, whatever hides it from old browsers; `None` if there is none."""
    bare = script.replace("<![CDATA[", "").replace("]]>", "")
    start = min((at for at in (bare.find("{"), bare.find("[")) if at >= 0), default=len(bare))
    text = bare[start : max(bare.rfind("}"), bare.rfind("]")) + 1]
    value = _loaded(text)
    return _loaded(html.unescape(text)) if value is None and "&" in text else value


def _loaded(text: str) -> object:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):  # a number may be too long, the nesting too deep
        return None


def _nodes(value: object) -> Iterator[Node]:
    """The objects that the page is about, outer ones first, in order."""
    queue = deque([value])
    taken = 0
    while queue and taken < _NODES:
        found = queue.popleft()
        taken += 1
        if isinstance(found, dict):
            yield found
            queue.extend(found.get(key) for key in _inside(found))
        elif isinstance(found, list):
            queue.extend(found[:_NODES])


def _inside(node: Node) -> tuple[str, ...]:
    kinds = _kinds(node)
    if "other" in kinds:  # the questions of an FAQ page are no discussion
        return ("@graph",)
    return _INSIDE_DISCUSSIONS if "discussion" in kinds else _ALWAYS_INSIDE


def _types(node: Node) -> list[str]:
    named = node.get("@type")
    return [
        name for name in (named[:_NODES] if isinstance(named, list) else [named]) if isinstance(name, str)
    ]


def _kinds(node: Node) -> list[PageKind]:
    return [kind for name in _types(node) if (kind := kind_of(name))]


def _is_post(node: Node) -> bool:
    return "discussion" in _kinds(node) or any(name.lower() in _REPLIES for name in _types(node))


def _text(node: Node, key: str) -> str:
    value = node.get(key)
    return value if isinstance(value, str) else ""
