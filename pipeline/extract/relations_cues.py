"""The relation rules of `relations.toml`, and the groups of mentions that stand beside a cue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pipeline.errors import RuleError
from pipeline.extract.cues import Found, PhraseTable
from pipeline.extract.cues_hints import Hints
from pipeline.extract.relations_claims import OBJECTS
from pipeline.extract.relations_reading import Sentence, Spot
from pipeline.model import Label, RelationKind
from pipeline.rules import load_entries

CUES = Path(__file__).with_name("relations.toml")
KEYS = ("form", "subject", "reach", "open")
"""Keys of a relation rule beside those of every rule."""
SILENCE = "silence"
"""Action of the rules on sentences of which a section says nothing."""
LIST_GAP = 6
"""Most words between two members of a list."""
EXAMPLES_REACH = 12
"""Most words between a cue and the first example of a kind ("by other conditions, such as X")."""
GROUP = 30
"""Most members of a list beside a cue; bounds the work on hostile text."""

Form = Literal["between", "lead", "aim", "link"]
Side = Literal["before", "after"]

_FORMS = frozenset({"between", "lead", "aim", "link"})
_SEPARATORS = frozenset(",/;–().") | {"or", "and", "nor", "plus"}
_CONJUNCTIONS = frozenset({"but", "because", "if", "when", "while", "although", "however"})
_VERBS = frozenset({"is", "are", "was", "were", "may", "can", "has", "have", "require", "requires", "need"})
ENDS_SUBJECT = _CONJUNCTIONS | frozenset(";–.")
"""Words over which no subject is looked for."""
_ENDS_OBJECT = ENDS_SUBJECT | _VERBS | {",", ")", "that", "death", "deaths"}
_ENDS_KIND = _ENDS_OBJECT - {","}
_EXAMPLES = frozenset({"such", "including", "like"})
_ENDS_LIST = _CONJUNCTIONS | _VERBS | {
    "that", "which", "who", "cause", "causes", "include", "includes", "caused", "due", "treated", "from",
    "called", "than", "for", "to", "by",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """One rule of `relations.toml`.

    Forms: `between`, subject and object stand on its two sides, and `subject` says on which the subject
    does. `lead` ("symptoms of X") opens a list: the listed mentions are the objects of X where `subject` is
    "before", its subjects where it is "after". `aim` ("to treat X") stands before or after the means. `link`
    ("include") joins a lead to its list.
    """

    relation: RelationKind
    form: Form
    subject: Side
    reach: int
    """Most words between the cue and the nearest mention."""
    is_open: bool
    """Whether the object may be a phrase that is no mention."""
    is_clause: bool
    """Whether the object is the clause after the cue."""


@cache
def load_relation_cues(path: Path) -> PhraseTable[Cue]:
    """The cues of a file, ready to be found.

    Raises:
        RuleError: the file is broken, or an entry has an unknown relation, form or side.
    """
    entries = load_entries(path, required=("phrases",), optional=KEYS)
    told = [entry for entry in entries if entry["action"] != SILENCE]
    return PhraseTable((phrase, _cue(entry, path)) for entry in told for phrase in entry["phrases"])


@cache
def load_warnings(path: Path) -> PhraseTable[str]:
    """The phrases of a file that warn or send to a doctor, with the ids of their rules.

    Raises:
        RuleError: the file is broken.
    """
    entries = load_entries(path, required=("phrases",), optional=KEYS)
    silent = [entry for entry in entries if entry["action"] == SILENCE]
    return PhraseTable((phrase, entry["id"]) for entry in silent for phrase in entry["phrases"])


def is_warning(sentence: Sentence) -> bool:
    """Whether a sentence warns or sends to a doctor: what it names helps or marks nothing there.

    A warning that is a mention itself ("avoid deep squatting", which prevents) does not count.
    """
    if not _warning_hints().may_be_in(sentence.rough_words):
        return False
    found = load_warnings(CUES).find(sentence.words)
    return any(not _is_in_mention(warning, sentence) for warning in found)


def _cue(entry: dict[str, Any], path: Path) -> Cue:
    form, side = entry.get("form", "between"), entry.get("subject", "before")
    if entry["action"] not in OBJECTS or form not in _FORMS or side not in ("before", "after"):
        choices = f"{sorted(OBJECTS)}, {sorted(_FORMS)}, before or after"
        raise RuleError("Unknown action, form or subject.", where=f"{path}, rule {entry['id']}",
                        remedy=f"Use one of {choices}.")  # fmt: skip
    is_open = entry.get("open", False)
    return Cue(entry["action"], form, side, entry.get("reach", 4), bool(is_open), is_open == "clause")


def find_cues(sentence: Sentence) -> list[Found[Cue]]:
    """The cues of a sentence; one inside a mention ("drugs that reduce fever") joins no others.

    Of a sentence without mentions, as most are, only where there is one that says something there.
    """
    if not (sentence.mentions or _hints_alone().may_be_in(sentence.rough_words)):
        return []
    cues = load_relation_cues(CUES).find(sentence.words)
    return [cue for cue in cues if not _is_in_mention(cue, sentence)]


@cache
def _hints_alone() -> Hints:
    """Hints at cues that say something beside no mention: they open a list or take a phrase as object."""
    return Hints(load_relation_cues(CUES).phrases(_says_alone))


def _says_alone(cue: Cue) -> bool:
    return cue.form == "lead" or (cue.form == "between" and cue.is_open and cue.subject == "before")


@cache
def _warning_hints() -> Hints:
    return Hints(load_warnings(CUES).phrases())


def _is_in_mention(cue: Found[Cue] | Found[str], sentence: Sentence) -> bool:
    return any(spot.first < cue.last and spot.last > cue.first for spot in sentence.spots)


def group_after(sentence: Sentence, word: int, reach: int, labels: frozenset[Label]) -> tuple[Spot, ...]:
    """The first mention within reach after a word, and the members of the list that it opens."""
    group: list[Spot] = []
    place = word
    for spot in sentence.spots:
        if spot.first < place:
            continue
        gap = sentence.words.texts[place : spot.first]
        near = is_list_gap(gap) if group else _is_object(gap, reach)
        if not near or spot.mention.label not in labels or len(group) == GROUP:
            break
        group.append(spot)
        place = spot.last
    return tuple(group)


def group_before(sentence: Sentence, word: int, reach: int, labels: frozenset[Label]) -> tuple[Spot, ...]:
    """The last mention within reach before a word, and the members of the list that it closes."""
    group: list[Spot] = []
    place = word
    for spot in reversed(sentence.spots):
        if spot.last > place:
            continue
        gap = sentence.words.texts[spot.last : place]
        near = is_list_gap(gap) if group else len(gap) <= reach and ENDS_SUBJECT.isdisjoint(gap)
        if not near or spot.mention.label not in labels or len(group) == GROUP:
            break
        group.append(spot)
        place = spot.first
    return tuple(reversed(group))


def _is_object(gap: tuple[str, ...], reach: int) -> bool:
    """Whether the words between a cue and a mention lead to it, over the name of its kind if need be."""
    has_examples = not _EXAMPLES.isdisjoint(gap)
    longest, ends = (EXAMPLES_REACH, _ENDS_KIND) if has_examples else (reach, _ENDS_OBJECT)
    return len(gap) <= longest and ends.isdisjoint(gap)


def is_list_gap(gap: tuple[str, ...]) -> bool:
    """Whether the words between two mentions join them to one list."""
    return len(gap) <= LIST_GAP and not _SEPARATORS.isdisjoint(gap) and _ENDS_LIST.isdisjoint(gap)


def spots_after(sentence: Sentence, word: int, labels: Iterable[Label]) -> tuple[Spot, ...]:
    """All mentions after a word that have one of the labels."""
    allowed = frozenset(labels)
    return tuple(spot for spot in sentence.spots if spot.first >= word and spot.mention.label in allowed)
