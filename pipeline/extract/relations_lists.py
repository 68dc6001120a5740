"""The claims that lists, sections and headings make about what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from pipeline.extract.cues import Found
from pipeline.extract.relations_claims import SCORES, Claim, Method, Named
from pipeline.extract.relations_cues import Cue
from pipeline.extract.relations_members import members_after
from pipeline.extract.relations_open import phrases_itemised, phrases_listed
from pipeline.extract.relations_reading import Sentence, Spot
from pipeline.extract.relations_scene import SECTIONS, Lead, Scene, listed, placed
from pipeline.extract.relations_sides import COPULAS, names

_BY_HEADING = frozenset({"treated_by", "prevented_by", "caused_by"})
_NUMBER = re.compile(r"\d{1,2}[.)]\s")


def list_claims(sentence: Sentence, lead: Lead) -> Iterator[Claim]:
    """The claims of a list that this sentence or an earlier one opened."""
    is_open = lead.relation in ("caused_by", "risk_factor") and lead.side == "before"
    if is_open and lead.start and sentence.words.texts[lead.start - 1] in COPULAS:
        members = members_after(sentence, (lead.start - 1, lead.start), lead.relation)
        yield from (_member(end, lead, member, sentence) for end, member in product(lead.subjects, members))
        return
    if is_open and not lead.start and not sentence.opens_block:
        return
    yield from _members(sentence, lead, listed(sentence, lead), "sentence_cue", SCORES["list"])
    if is_open:
        phrases = phrases_listed(sentence, lead.start) if lead.start else phrases_itemised(sentence)
        yield from (_member(end, lead, phrase, sentence) for end, phrase in product(lead.subjects, phrases))


def _member(subject: Named, lead: Lead, member: Named, sentence: Sentence) -> Claim:
    """A claim of a list of causes or risks."""
    if member.concept_id is None:
        return Claim(subject, lead.relation, member, "open_object", SCORES["open_object"], sentence)
    return Claim(subject, lead.relation, member, "sentence_cue", SCORES["list"], sentence)


def section_claims(sentence: Sentence, scene: Scene) -> Iterator[Claim]:
    """The claims that the section makes about the mentions of a sentence, and about what a list tells."""
    if not (sentence.mentions or sentence.is_listed):
        return
    lead = scene.section_lead(sentence)
    if lead is None:
        return
    yield from _members(sentence, lead, placed(sentence, lead), "section", SCORES["section"])
    is_open = lead.relation in ("caused_by", "risk_factor") and lead.side == "before"
    if is_open and sentence.is_listed:
        for subject, phrase in product(lead.subjects, phrases_itemised(sentence)):
            yield Claim(subject, lead.relation, phrase, "open_object", SCORES["open_object"], sentence)


def heading_claims(sentence: Sentence, found: Sequence[Found[Cue]], scene: Scene) -> Iterator[Claim]:
    """The claims of a heading that is itself a member of its section ("1. Side leg lifts" under exercises).

    Args:
        sentence: the heading.
        found: its cues; a heading that announces ("Causes of X") is no member.
        scene: the scene above the heading.
    """
    lead = SECTIONS.get(sentence.block.block.section_type)
    if lead == "caused_by" and not scene.tells_causes:
        return
    if lead not in _BY_HEADING or scene.topic is None or any(cue.value.form == "lead" for cue in found):
        return
    member = Lead(lead, (scene.topic,), "before")
    spots = listed(sentence, member)
    yield from _members(sentence, member, spots, "section", SCORES["section"])
    if lead == "caused_by" and not sentence.spots and _NUMBER.match(sentence.text):
        for phrase in phrases_listed(sentence, 2):
            yield Claim(scene.topic, lead, phrase, "open_object", SCORES["open_object"], sentence)


def _members(
    sentence: Sentence, lead: Lead, spots: Iterable[Spot], method: Method, score: float
) -> Iterator[Claim]:
    for end, member in product(lead.subjects, names(spots)):
        subject, target = (end, member) if lead.side == "before" else (member, end)
        yield Claim(subject, lead.relation, target, method, score, sentence)
