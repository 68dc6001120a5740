"""The claims of one sentence by the cues between its mentions, and the lists that cues open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from pipeline.extract.cues import Found
from pipeline.extract.relations_claims import ABOUT, OBJECTS, SCORES, Claim, Method, Named
from pipeline.extract.relations_cues import Cue, group_after, group_before
from pipeline.extract.relations_members import members_before
from pipeline.extract.relations_reading import Sentence, Spot
from pipeline.extract.relations_scene import Lead, Scene
from pipeline.extract.relations_sides import is_denied, names, sides, subjects_before

AIM_REACH = 12
"""Most words between "to treat X" and what is done for it."""
_COLON_REACH = 8
"""Most words between "is caused by" and the colon before its list."""
_ANNOUNCES = frozenset({
    "following", "these", "things", "factors", "conditions", "problems", "reasons", "circumstances",
})  # fmt: skip
"""Words that stand for a list: "the following can cause X:"."""


def cue_claims(sentence: Sentence, found: Sequence[Found[Cue]], scene: Scene) -> Iterator[Claim]:
    """The claims of cues that stand between subject and object ("X is caused by Y"), or name an aim."""
    for cue in found:
        if cue.value.form == "between":
            yield from _between(sentence, cue, scene)
        elif cue.value.form == "aim":
            yield from _aim(sentence, cue)


def _between(sentence: Sentence, cue: Found[Cue], scene: Scene) -> Iterator[Claim]:
    rule, denied = cue.value, is_denied(sentence, cue)
    subjects, objects = sides(sentence, cue, scene)
    for subject, target in product(subjects, objects):
        if target.concept_id is not None or not denied:
            yield _turned(_stated(subject, target, rule, sentence, denied), rule, scene)


def _stated(subject: Named, target: Named, rule: Cue, sentence: Sentence, denied: bool) -> Claim:
    method: Method = "open_object" if target.concept_id is None else "sentence_cue"
    return Claim(subject, rule.relation, target, method, SCORES[method], sentence, denied)


def _aim(sentence: Sentence, cue: Found[Cue]) -> Iterator[Claim]:
    """`to treat X`: the means stand before it, or after it where it opens the sentence."""
    rule = cue.value
    goals = group_after(sentence, cue.last, rule.reach, ABOUT)
    if not goals:
        return
    means = group_before(sentence, cue.first, AIM_REACH, OBJECTS[rule.relation])
    if not means:
        means = _means_after(sentence, goals[-1].last, rule)
    for goal, step in product(names(goals), names(means)):
        yield Claim(goal, rule.relation, step, "sentence_cue", SCORES["sentence_cue"], sentence)


def _means_after(sentence: Sentence, word: int, rule: Cue) -> tuple[Spot, ...]:
    comma = word < len(sentence.words) and sentence.words.texts[word] == ","
    return group_after(sentence, word + comma, AIM_REACH, OBJECTS[rule.relation])


def _turned(claim: Claim, rule: Cue, scene: Scene) -> Claim:
    """A symptom that a condition causes is its manifestation, unless the page is about that symptom.

    What is said to be due to a condition is its manifestation only where the page is about the condition.
    """
    about = {end.concept_id for end in (scene.topic, scene.about) if end is not None}
    labels = (claim.relation, claim.subject.label, claim.object.label)
    is_turned = rule.subject == "after" or claim.object.concept_id in about
    if labels != ("caused_by", "SYMPTOM", "CONDITION") or claim.subject.concept_id in about or not is_turned:
        return claim
    return replace(claim, subject=claim.object, relation="has_symptom", object=claim.subject)


def cue_lead(sentence: Sentence, found: Sequence[Found[Cue]], scene: Scene) -> Lead | None:
    """The list of causes or risks that a cue opens: "X is caused by:", "the following can cause X:".

    What a section on causes links to the topic it names as a cause.
    """
    if not found or ":" not in sentence.text:
        return None
    for cue in found:
        if cue.value.form == "between" and cue.value.is_open and not is_denied(sentence, cue):
            start = _colon(sentence, cue)
            subjects = () if start is None else _listed_subjects(sentence, cue, scene)
            if subjects:
                is_cause = scene.tells("caused_by", sentence)
                return Lead("caused_by" if is_cause else cue.value.relation, subjects, "before", start or 0)
    return None


def _colon(sentence: Sentence, cue: Found[Cue]) -> int | None:
    """Where a list begins: after the colon beside a cue, or at the sentence's end after the cue's subject."""
    texts = sentence.words.texts
    if cue.value.subject == "after":
        announced = not _ANNOUNCES.isdisjoint(texts[max(0, cue.first - _COLON_REACH) : cue.first])
        return len(texts) if texts[-1] == ":" and announced else None
    near = texts[cue.last : cue.last + _COLON_REACH]
    return cue.last + near.index(":") + 1 if ":" in near else None


def _listed_subjects(sentence: Sentence, cue: Found[Cue], scene: Scene) -> tuple[Named, ...]:
    if cue.value.subject == "after":
        told = members_before(sentence, cue.first, cue.value.relation)
        return () if told else names(group_after(sentence, cue.last, cue.value.reach, ABOUT))
    return subjects_before(sentence, cue, scene)
