"""Negation, uncertainty, hypothesis and experiencer of mentions, by cue phrases and their scopes.

After ConText (Chapman, Chu and Dowling 2007; Harkema, Dowling, Thornblade and Chapman 2009): a cue opens a
scope forwards or backwards, a terminator closes it, a pseudo-cue ("not only") opens none. The cues are data,
in `context.toml`. Two changes for pages written for the public: the reach of a cue is counted to its first
mention and from there from member to member of a list ("no fever, chills or rash"), and a cue may name
further words that close its own scope ("no cure | for X").
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from pipeline.errors import RuleError
from pipeline.extract.cues import Found, PhraseTable, Words, split_words
from pipeline.model import Experiencer
from pipeline.rules import load_entries

CUES = Path(__file__).with_name("context.toml")
LIST_GAP = 4
"""Most words between two members of a list: the separator and words that belong to no mention."""
LIST_LENGTH = 20
"""Most mentions that one cue reaches; bounds the work on hostile text."""

CueAction = Literal[
    "negate", "uncertain", "hypothetical", "question", "family", "other", "pseudo", "terminate"
]
Direction = Literal["forward", "backward", "both"]

_CONJUNCTIONS = frozenset({"or", "and", "nor", "/"})
_SEPARATORS = _CONJUNCTIONS | {","}
_ACTIONS = frozenset(get_args(CueAction))
_DIRECTIONS = frozenset(get_args(Direction))
KEYS = ("direction", "reach", "stops", "is_clause")


@dataclass(frozen=True, slots=True)
class Context:
    """How a sentence speaks of one mention."""

    is_negated: bool = False
    """Absent, excluded, not needed or to be avoided; what is possible or past is not negated."""
    is_uncertain: bool = False
    is_hypothetical: bool = False
    experiencer: Experiencer = "patient"


@dataclass(frozen=True, slots=True)
class Cue:
    """One rule of `context.toml`: what its phrases do, which way, and how far."""

    action: CueAction
    direction: Direction
    reach: int
    """Most words between the cue and the first mention."""
    stops: frozenset[str]
    """Words that close the scope of this cue, beside the terminators."""
    is_clause: bool = False
    """Whether a comma ends what it opens, unless a later member of the list follows an "or" or "and"."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence as the cues see it: its words, and the word ranges of the mentions, left to right."""

    words: Words
    closed: frozenset[int]
    mentions: tuple[tuple[int, int], ...]
    firsts: tuple[int, ...]
    lasts: tuple[int, ...]

    def is_open(self, first: int, last: int, cue: Cue) -> bool:
        """Whether nothing between two words closes the scope of the cue."""
        return not any(
            index in self.closed or self.words.texts[index] in cue.stops for index in range(first, last)
        )

    def is_list(self, first: int, last: int) -> bool:
        """Whether the words between two mentions join them to one list."""
        gap = self.words.texts[first:last]
        return len(gap) <= LIST_GAP and "-" not in gap and not _SEPARATORS.isdisjoint(gap)

    def is_joined(self, index: int) -> bool:
        """Whether an "or" or "and" stands between a mention and the one before."""
        gap = self.words.texts[self.mentions[index - 1][1] : self.mentions[index][0]]
        return not _CONJUNCTIONS.isdisjoint(gap)


def assess(sentence: str, spans: Sequence[tuple[int, int]]) -> tuple[Context, ...]:
    """Judge each mention of a sentence by the cues around it, in time linear in the sentence.

    Args:
        sentence: the text of one sentence.
        spans: half-open offsets of its mentions in the sentence, in any order.

    Returns:
        One context a span, in the order of `spans`.

    Raises:
        RuleError: `context.toml` is broken.
    """
    if not spans:
        return ()
    words = split_words(sentence)
    ranges = [(bisect_right(words.ends, start), bisect_left(words.starts, end)) for start, end in spans]
    order = sorted(range(len(spans)), key=lambda index: (ranges[index], index))
    marks: dict[CueAction, set[int]] = {}
    for cue, reached in _reaches(words, [ranges[index] for index in order]):
        marks.setdefault(cue.action, set()).update(order[index] for index in reached)
    return tuple(_context(index, marks) for index in range(len(spans)))


def _context(index: int, marks: Mapping[CueAction, AbstractSet[int]]) -> Context:
    actions = {action for action, reached in marks.items() if index in reached}
    experiencer: Experiencer = (
        "family" if "family" in actions else "other" if "other" in actions else "patient"
    )
    return Context("negate" in actions, "uncertain" in actions, "hypothetical" in actions, experiencer)


def _reaches(words: Words, ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[Cue, list[int]]]:
    found = load_cues(CUES).find(words)
    closed = (i for cue in found if cue.value.action == "terminate" for i in range(cue.first, cue.last))
    lasts = tuple(last for _, last in ranges)
    scene = _Scene(words, frozenset(closed), tuple(ranges), tuple(first for first, _ in ranges), lasts)
    for cue in found:
        if cue.value.action == "question":
            yield from _asked(cue, scene)
        if cue.value.action in ("question", "pseudo", "terminate") or _is_inside(cue, scene):
            continue
        if cue.value.direction != "backward":
            yield cue.value, _forward(cue, scene)
        if cue.value.direction != "forward":
            yield cue.value, _backward(cue, scene)


def _asked(cue: Found[Cue], scene: _Scene) -> Iterator[tuple[Cue, list[int]]]:
    """All mentions of a question that begins with the cue."""
    if cue.first == 0 and scene.words.texts[-1] == "?":
        yield replace(cue.value, action="hypothetical"), list(range(len(scene.mentions)))


def _is_inside(cue: Found[Cue], scene: _Scene) -> bool:
    """Whether the cue is part of a mention ("no wet diapers"), and so says nothing about others."""
    index = bisect_left(scene.firsts, cue.last) - 1
    return index >= 0 and scene.mentions[index][1] > cue.first


def _forward(cue: Found[Cue], scene: _Scene) -> list[int]:
    reached: list[int] = []
    position = cue.last
    start = bisect_left(scene.firsts, cue.last)
    for index in range(start, min(start + LIST_LENGTH, len(scene.mentions))):
        first, last = scene.mentions[index]
        if not _is_reached(position, first, cue.value, scene, is_first=not reached):
            break
        reached.append(index)
        position = max(position, last)
    while cue.value.is_clause and len(reached) > 1 and not scene.is_joined(reached[-1]):
        reached.pop()
    return reached


def _backward(cue: Found[Cue], scene: _Scene) -> list[int]:
    reached: list[int] = []
    position = cue.first
    start = bisect_right(scene.firsts, cue.first) - 1
    for index in range(start, max(start - LIST_LENGTH, -1), -1):
        first, last = scene.mentions[index]
        if not _is_reached(last, position, cue.value, scene, is_first=not reached):
            break
        reached.append(index)
        position = min(position, first)
    return reached


def _is_reached(first: int, last: int, cue: Cue, scene: _Scene, *, is_first: bool) -> bool:
    if is_first:
        near = last - first <= cue.reach and "," not in scene.words.texts[first:last]
    else:
        near = scene.is_list(first, last)
    return near and scene.is_open(first, last, cue)


@cache
def load_cues(path: Path) -> PhraseTable[Cue]:
    """The cues of a file, ready to be found.

    Raises:
        RuleError: the file is broken, or an entry has an unknown action or direction.
    """
    entries = load_entries(path, required=("phrases",), optional=KEYS)
    return PhraseTable((phrase, _cue(entry, path)) for entry in entries for phrase in entry["phrases"])


def _cue(entry: dict[str, Any], path: Path) -> Cue:
    direction = entry.get("direction", "forward")
    if entry["action"] not in _ACTIONS or direction not in _DIRECTIONS:
        raise RuleError("Unknown action or direction.", where=f"{path}, rule {entry['id']}",
                        remedy=f"Use one of {sorted(_ACTIONS)} and of {sorted(_DIRECTIONS)}.")  # fmt: skip
    return Cue(entry["action"], direction, entry.get("reach", 0), frozenset(entry.get("stops", ())),
               bool(entry.get("is_clause", False)))  # fmt: skip
