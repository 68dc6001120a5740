"""The claims of one sentence: by cues between its mentions, by the lists it opens, by its section."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from pipeline.extract.cues import Found
from pipeline.extract.relations_claims import ABOUT, OBJECTS, SCORES, Claim, Method, Named, named
from pipeline.extract.relations_cues import Cue, group_after, group_before
from pipeline.extract.relations_open import phrase_after, phrase_before, phrases_itemised, phrases_listed
from pipeline.extract.relations_reading import Sentence, Spot
from pipeline.extract.relations_scene import SECTIONS, TOPIC_WORDS, Lead, Scene, listed, placed

AIM_REACH = 12
"""Most words between "to treat X" and what is done for it."""
_BY_HEADING = frozenset({"treated_by", "prevented_by", "caused_by"})
_SUBJECT_REACH = 5
_BETWEEN = frozenset({
    "is", "are", "was", "were", "be", "been", "being", "has", "have", "may", "might", "can", "could", "will",
    "not", "also", "often", "usually", "sometimes", "typically", "commonly", "generally", "mostly", "mainly",
    "most", "more", "rarely", "probably", "likely", "thought", "believed", "known", "to", "occur", "occurs",
    "happen", "happens", "develop", "develops", "one", "a", "an", "the", ",", "people", "patients", "some",
})  # fmt: skip
"""Words that may stand between the topic's pronoun and a cue: anything else has a meaning of its own."""
_NUMBER = re.compile(r"\d{1,2}[.)]\s")
_DENIALS = frozenset({"not", "never", "no", "neither", "nor"})


def cue_claims(sentence: Sentence, found: Sequence[Found[Cue]], scene: Scene) -> Iterator[Claim]:
    """The claims of cues that stand between subject and object ("X is caused by Y"), or name an aim."""
    for cue in found:
        if cue.value.form == "between":
            yield from _between(sentence, cue, scene)
        elif cue.value.form == "aim":
            yield from _aim(sentence, cue)


def _between(sentence: Sentence, cue: Found[Cue], scene: Scene) -> Iterator[Claim]:
    subjects, objects = _sides(sentence, cue)
    if cue.value.subject == "before" and not subjects and _is_topic_meant(sentence, cue):
        subjects = scene.abouts
    if cue.value.subject == "after" and not objects and _is_topic_meant(sentence, cue):
        objects = tuple(about for about in scene.abouts if about.label in OBJECTS[cue.value.relation])
    is_denied = _is_denied(sentence, cue)
    method: Method = "sentence_cue"
    if not objects and cue.value.is_open and not is_denied:
        objects, method = _open_object(sentence, cue), "open_object"
    for subject, target in product(subjects, objects):
        claim = Claim(subject, cue.value.relation, target, method, SCORES[method], sentence, is_denied)
        yield _turned(claim, scene)


def _sides(sentence: Sentence, cue: Found[Cue]) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
    """The mentions on the subject's and on the object's side of a cue."""
    rule = cue.value
    if rule.subject == "before":
        subjects = group_before(sentence, cue.first, rule.reach, ABOUT)
        return _names(subjects), _names(group_after(sentence, cue.last, rule.reach, OBJECTS[rule.relation]))
    subjects = group_after(sentence, cue.last, rule.reach, ABOUT)
    return _names(subjects), _names(group_before(sentence, cue.first, rule.reach, OBJECTS[rule.relation]))


def _open_object(sentence: Sentence, cue: Found[Cue]) -> tuple[Named, ...]:
    is_after = cue.value.subject == "before"
    phrase = phrase_after(sentence, cue.last) if is_after else phrase_before(sentence, cue.first)
    return () if phrase is None else (phrase,)


def _aim(sentence: Sentence, cue: Found[Cue]) -> Iterator[Claim]:
    """`to treat X`: the means stand before it, or after it where it opens the sentence."""
    rule = cue.value
    goals = group_after(sentence, cue.last, rule.reach, ABOUT)
    if not goals:
        return
    means = group_before(sentence, cue.first, AIM_REACH, OBJECTS[rule.relation])
    if not means:
        means = _means_after(sentence, goals[-1].last, rule)
    for goal, step in product(_names(goals), _names(means)):
        yield Claim(goal, rule.relation, step, "sentence_cue", SCORES["sentence_cue"], sentence)


def _means_after(sentence: Sentence, word: int, rule: Cue) -> tuple[Spot, ...]:
    comma = word < len(sentence.words) and sentence.words.texts[word] == ","
    return group_after(sentence, word + comma, AIM_REACH, OBJECTS[rule.relation])


def _turned(claim: Claim, scene: Scene) -> Claim:
    """A symptom that a condition causes is its manifestation, unless the page is about that symptom."""
    about = {end.concept_id for end in (scene.topic, scene.about) if end is not None}
    labels = (claim.relation, claim.subject.label, claim.object.label)
    if labels == ("caused_by", "SYMPTOM", "CONDITION") and claim.subject.concept_id not in about:
        return replace(claim, subject=claim.object, relation="has_symptom", object=claim.subject)
    return claim


def _is_topic_meant(sentence: Sentence, cue: Found[Cue]) -> bool:
    """Whether a word for the topic is the subject of a cue: "it is | due to", not "it hurts | due to"."""
    for word in reversed(sentence.words.texts[max(0, cue.first - _SUBJECT_REACH) : cue.first]):
        if word in TOPIC_WORDS:
            return True
        if word not in _BETWEEN:
            return False
    return False


def _is_denied(sentence: Sentence, cue: Found[Cue]) -> bool:
    words = sentence.words.texts[max(0, cue.first - 4) : cue.first]
    return not _DENIALS.isdisjoint(words) and "only" not in words


def list_claims(sentence: Sentence, lead: Lead) -> Iterator[Claim]:
    """The claims of a list that this sentence or an earlier one opened."""
    yield from _members(sentence, lead, listed(sentence, lead), "sentence_cue", SCORES["list"])
    if lead.relation in ("caused_by", "risk_factor") and lead.side == "before":
        phrases = phrases_listed(sentence, lead.start)
        for subject, phrase in product(lead.subjects, phrases):
            yield Claim(subject, lead.relation, phrase, "open_object", SCORES["open_object"], sentence)


def section_claims(sentence: Sentence, scene: Scene) -> Iterator[Claim]:
    """The claims that the section makes about the mentions of a sentence, and about what a list tells."""
    if not (sentence.mentions or sentence.is_listed):
        return
    lead = scene.section_lead(sentence)
    if lead is None:
        return
    yield from _members(sentence, lead, placed(sentence, lead), "section", SCORES["section"])
    if lead.relation in ("caused_by", "risk_factor") and lead.side == "before" and sentence.is_listed:
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
    for end, member in product(lead.subjects, _names(spots)):
        subject, target = (end, member) if lead.side == "before" else (member, end)
        yield Claim(subject, lead.relation, target, method, score, sentence)


def _names(spots: Iterable[Spot]) -> tuple[Named, ...]:
    return tuple(named(spot) for spot in spots if spot.mention.experiencer == "patient")
