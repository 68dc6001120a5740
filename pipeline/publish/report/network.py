"""Where the picture of conditions with their symptoms, causes and treatments draws what.

Three columns: what a condition shows and comes from, the conditions, what treats or prevents them. Lines
are as wide as many pages say so. Lengths are in units of the picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.model import RelationKind
from pipeline.publish.report.figures import Subject, Tie

_SIDES: tuple[frozenset[RelationKind], ...] = (
    frozenset({"has_symptom", "caused_by", "risk_factor"}),
    frozenset({"treated_by", "prevented_by"}),
)
"""The relations drawn to the left and to the right."""
WIDTH = 900
BOX = 214
"""Width of a condition's box, in the middle."""
_ENDS = (236, 664)
"""Where the labels of the two sides end and begin."""
_ROW = 25
_SUBJECTS = 6
_TIES_A_SIDE = 5
_CHARACTERS = 31
_CHARACTERS_IN_BOX = 27
_WIDTHS = (2.0, 7.0)


@dataclass(frozen=True, slots=True)
class Node:
    """A label and its place; of a condition's, the middle of its box."""

    x: float
    y: float
    label: str
    name: str
    """The whole name, of which the label may be the beginning."""


@dataclass(frozen=True, slots=True)
class Line:
    """A tie, from a condition to what stands beside it."""

    path: str
    width: float
    relation: RelationKind
    title: str


@dataclass(frozen=True, slots=True)
class Network:
    """The picture."""

    height: float
    subjects: tuple[Node, ...]
    sides: tuple[tuple[Node, ...], ...]
    lines: tuple[Line, ...]


def network(subjects: Sequence[Subject]) -> Network | None:
    """The picture of the first subjects that have ties to draw; none if none has."""
    drawn = [subject for subject in subjects if any(_drawn(subject, side) for side in _SIDES)][:_SUBJECTS]
    if not drawn:
        return None
    ties = [[_drawn(subject, relations) for subject in drawn] for relations in _SIDES]
    names = [_ordered(of_subjects) for of_subjects in ties]
    height = _ROW * (1 + max(2 * len(drawn), *map(len, names)))
    middle = _spread([subject.name for subject in drawn], WIDTH / 2, height, _CHARACTERS_IN_BOX)
    sides = [_spread(of_side, x, height) for of_side, x in zip(names, _ENDS, strict=True)]
    widest = max(tie.pages for of_side in ties for of_subject in of_side for tie in of_subject)
    lines = [
        _line(subject, node, tie, widest)
        for of_side, nodes in zip(ties, sides, strict=True)
        for subject, of_subject in zip(middle, of_side, strict=True)
        for tie in of_subject
        for node in nodes
        if node.name == tie.object_name
    ]
    return Network(height, middle, tuple(sides), tuple(lines))


def _drawn(subject: Subject, relations: frozenset[RelationKind]) -> list[Tie]:
    """The ties of one side that most pages state, each object once."""
    ranked = sorted((tie for tie in subject.ties if tie.relation in relations), key=lambda tie: -tie.pages)
    return list({tie.object_name: tie for tie in reversed(ranked)}.values())[::-1][:_TIES_A_SIDE]


def _ordered(ties: Iterable[Iterable[Tie]]) -> list[str]:
    """The objects, each beside the conditions that it is tied to, so that few lines cross."""
    places: dict[str, list[int]] = {}
    for place, of_subject in enumerate(ties):
        for tie in of_subject:
            places.setdefault(tie.object_name, []).append(place)
    return sorted(places, key=lambda name: sum(places[name]) / len(places[name]))


def _spread(names: Sequence[str], x: float, height: float, longest: int = _CHARACTERS) -> tuple[Node, ...]:
    step = height / max(1, len(names))
    return tuple(
        Node(x, round((n + 0.5) * step, 1), _short(name, longest), name) for n, name in enumerate(names)
    )


def _line(subject: Node, node: Node, tie: Tie, widest: int) -> Line:
    side = 1 if node.x > subject.x else -1
    start, end = subject.x + side * BOX / 2, node.x - side * 8
    bend = (start + end) / 2
    path = f"M{start:g},{subject.y:g}C{bend:g},{subject.y:g} {bend:g},{node.y:g} {end:g},{node.y:g}"
    thin, wide = _WIDTHS
    width = round(thin + (wide - thin) * (tie.pages - 1) / max(1, widest - 1), 2)
    return Line(path, width, tie.relation, f"{subject.name} – {tie.object_name}")


def _short(name: str, longest: int) -> str:
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…"
