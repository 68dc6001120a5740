"""Pairs of a problem and a treatment that a sentence may join, for the ranker to judge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.relations_claims import ABOUT, Named, named
from pipeline.extract.relations_cues import is_list_gap
from pipeline.extract.relations_reading import Sentence, Spot
from pipeline.extract.relations_scene import Scene

MOST_SPOTS = 30
"""Mentions of a sentence that are paired; bounds the work on hostile text."""
FARTHEST = 40
"""Most words between a problem and its treatment; farther apart lie the cells of a lost table."""


@dataclass(frozen=True, slots=True)
class Member:
    """A mention of a sentence with the words of the list that it belongs to: `first`, `last` half-open."""

    spot: Spot
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A treatment and what it may be good for: a mention of the sentence, or what the sentence is about."""

    subject: Named
    role: str
    """Where the subject stands: in the sentence, `here`; else `list` (what the open list is about), `about`
    (the section), `topic` (the page) or `before` (a problem of the sentence before)."""
    place: Member | None
    """The subject in the sentence."""
    treatment: Member


def pairs(sentence: Sentence, scene: Scene, before: Named | None) -> Iterator[Pair]:
    """All pairs of a sentence; members of one list are no pair, nor is what is denied or another person's.

    Args:
        sentence: the sentence.
        scene: what it is about.
        before: the problem that was named last before the sentence.
    """
    members = list(_members(sentence))
    problems = [member for member in members if member.spot.mention.label in ABOUT]
    absent = tuple(_absent(sentence, scene, before))
    for treatment in members:
        if treatment.spot.mention.label != "TREATMENT":
            continue
        for problem in problems:
            if problem.first != treatment.first and _gap(problem, treatment) <= FARTHEST:
                yield Pair(named(problem.spot), "here", problem, treatment)
        for subject, role in absent:
            yield Pair(subject, role, None, treatment)


def _members(sentence: Sentence) -> Iterator[Member]:
    texts = sentence.words.texts
    lists: list[list[Spot]] = []
    for spot in sentence.spots[:MOST_SPOTS]:
        if lists and is_list_gap(texts[lists[-1][-1].last : spot.first]):
            lists[-1].append(spot)
        else:
            lists.append([spot])
    for group in lists:
        for spot in group:
            if spot.mention.experiencer == "patient" and not spot.mention.is_negated:
                yield Member(spot, group[0].first, group[-1].last)


def _gap(one: Member, other: Member) -> int:
    """How many words stand between two lists."""
    return max(one.first - other.last, other.first - one.last)


def _absent(sentence: Sentence, scene: Scene, before: Named | None) -> Iterator[tuple[Named, str]]:
    """What the sentence may be about without naming it, each once."""
    told = {spot.mention.concept_id for spot in sentence.spots}
    opened = scene.open_list.subjects if scene.open_list is not None else ()
    candidates = [(subject, "list") for subject in opened]
    candidates += [(about, "about" if about != scene.topic else "topic") for about in scene.abouts]
    candidates += [(end, role) for end, role in ((scene.topic, "topic"), (before, "before")) if end]
    for subject, role in candidates:
        if subject.label in ABOUT and subject.concept_id not in told:
            told.add(subject.concept_id or "")
            yield subject, role
