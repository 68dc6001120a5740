"""What stands on the two sides of a cue: its subjects, its objects, and whether it is denied."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.extract.cues import Found
from pipeline.extract.relations_claims import ABOUT, OBJECTS, Named, named
from pipeline.extract.relations_cues import ENDS_SUBJECT, Cue, group_after, group_before
from pipeline.extract.relations_members import members_after, members_before
from pipeline.extract.relations_open import clause_after
from pipeline.extract.relations_reading import Sentence, Spot
from pipeline.extract.relations_scene import TOPIC_WORDS, Scene

COPULAS = frozenset({"is", "are", "was", "were", "be"})
"""Verbs after which a clause tells what is the cause, and perhaps that none is known."""
_SUBJECT_REACH = 5
"""Most words between a word for the topic and a cue."""
_BETWEEN = frozenset({
    "is", "are", "was", "were", "be", "been", "being", "has", "have", "may", "might", "can", "could", "will",
    "not", "also", "often", "usually", "sometimes", "typically", "commonly", "generally", "mostly", "mainly",
    "most", "more", "rarely", "probably", "likely", "thought", "believed", "known", "to", "occur", "occurs",
    "happen", "happens", "develop", "develops", "one", "a", "an", "the", ",", "people", "patients", "some",
})  # fmt: skip
"""Words that may stand between the topic's pronoun and a cue: anything else has a meaning of its own."""
_OPENING = 2
"""Most words before what a definition defines."""
_DEFINES = frozenset({"is", "are", ",", "(", "was", "refers"})
_DEFINITION = 16
"""Most words between what is defined and what is said to cause it."""
_SIGNS = frozenset({
    "symptoms", "symptom", "signs", "sign", "features", "complications", "findings", "effects",
})  # fmt: skip
_OF_SIGNS = 3
"""Words before a subject among which "symptoms of" is looked for."""
_OWNED = frozenset({"of", "by", "from"})
"""Words between signs and what has them."""
_PLURALS = frozenset({"they", "these"})
"""Words for the topic that may stand for its signs as well."""
_RELATIVES = frozenset({"which", "that"})
_RELATIVE_REACH = 3
"""Words before a cue among which a relative pronoun is looked for."""
_CHANGES = frozenset({
    "grow", "spread", "get", "become", "come", "go", "flare", "return", "recur", "worsen", "progress",
    "last", "persist", "continue", "heal", "improve", "increase", "turn", "be", "stop", "move",
})  # fmt: skip
"""Verbs that say what becomes of a condition that is there already."""
_DENIAL_REACH = 4
"""Words before a cue, or before a "that", among which a denial is looked for."""
_CLAUSE_REACH = 20
"""Words before a cue among which a "that" is looked for."""
_DENIALS = frozenset({"not", "never", "no", "neither", "nor"})


def sides(sentence: Sentence, cue: Found[Cue], scene: Scene) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
    """The subjects and the objects of a cue: mentions, the topic where it is meant, and open objects."""
    rule = cue.value
    if rule.subject == "before":
        subjects, objects = subjects_before(sentence, cue, scene), _objects_after(sentence, cue)
        if rule.is_clause:
            abouts = {about.concept_id for about in scene.abouts}
            subjects = tuple(end for end in subjects[-1:] if not abouts or end.concept_id in abouts)
        return subjects, objects
    spots = group_after(sentence, cue.last, rule.reach, ABOUT)
    if any(_is_changed(sentence, spot) for spot in spots):
        return (), ()
    subjects = names(spots)
    if not subjects and rule.is_open and _ends_clause(sentence, cue):
        subjects = scene.abouts
    objects = _objects_before(sentence, cue, is_open=rule.is_open and bool(subjects))
    if not objects and is_topic_meant(sentence, cue):
        objects = tuple(about for about in scene.abouts if about.label in OBJECTS[rule.relation])
    return subjects, objects


def subjects_before(sentence: Sentence, cue: Found[Cue], scene: Scene) -> tuple[Named, ...]:
    """The subjects of a cue that stand before it."""
    spots = group_before(sentence, cue.first, cue.value.reach, ABOUT) or _defined(sentence, cue)
    subjects = names(spot for spot in spots if not _is_of_signs(sentence, spot.first))
    return subjects or (scene.abouts if is_topic_meant(sentence, cue) else ())


def _objects_after(sentence: Sentence, cue: Found[Cue]) -> tuple[Named, ...]:
    rule = cue.value
    if rule.is_clause:
        clause = clause_after(sentence, cue.last)
        return () if clause is None else (clause,)
    if rule.is_open:
        return members_after(sentence, (cue.first, cue.last), rule.relation)
    return names(group_after(sentence, cue.last, rule.reach, OBJECTS[rule.relation]))


def _objects_before(sentence: Sentence, cue: Found[Cue], *, is_open: bool) -> tuple[Named, ...]:
    members = members_before(sentence, cue.first, cue.value.relation) if is_open else ()
    spots = group_before(sentence, cue.first, cue.value.reach, OBJECTS[cue.value.relation])
    return members or names(spots[-1:] if _is_relative(sentence, cue) else spots)


def _is_relative(sentence: Sentence, cue: Found[Cue]) -> bool:
    """Whether a cue tells more of the last thing before it alone: "gout, which can | lead to"."""
    return not _RELATIVES.isdisjoint(sentence.words.texts[max(0, cue.first - _RELATIVE_REACH) : cue.first])


def _defined(sentence: Sentence, cue: Found[Cue]) -> tuple[Spot, ...]:
    """What a definition speaks of that ends in a cue: "gout is a disease of the joints that is | due to"."""
    earlier = [spot for spot in sentence.spots if spot.last <= cue.first and spot.mention.label in ABOUT]
    concepts = {spot.mention.concept_id for spot in earlier}
    if len(concepts) != 1 or earlier[0].first > _OPENING:
        return ()
    gap = sentence.words.texts[earlier[-1].last : cue.first]
    opens = bool(gap) and gap[0] in _DEFINES
    return tuple(earlier[-1:]) if opens and len(gap) <= _DEFINITION and ENDS_SUBJECT.isdisjoint(gap) else ()


def _is_changed(sentence: Sentence, spot: Spot) -> bool:
    """Whether a condition is not brought about, but changed: "hormones cause | tumors to grow"."""
    behind = sentence.words.texts[spot.last : spot.last + 2]
    return len(behind) > 1 and behind[0] == "to" and behind[1] in _CHANGES


def _ends_clause(sentence: Sentence, cue: Found[Cue]) -> bool:
    """Whether a cue is all that a clause says: "a poor diet | is the main cause"."""
    texts = sentence.words.texts
    is_end = cue.last == len(texts) or texts[cue.last] in ".,;:"
    return is_end and texts[cue.first] in COPULAS


def is_topic_meant(sentence: Sentence, cue: Found[Cue]) -> bool:
    """Whether a word for the topic is the subject of a cue: "it is | due to", not "it hurts | due to"."""
    texts = sentence.words.texts
    for place in range(cue.first - 1, max(-1, cue.first - 1 - _SUBJECT_REACH), -1):
        if texts[place] in TOPIC_WORDS:
            is_of_signs = texts[place] in _PLURALS and not _SIGNS.isdisjoint(texts[:place])
            return not is_of_signs and not _is_of_signs(sentence, place)
        if texts[place] not in _BETWEEN:
            return False
    return False


def _is_of_signs(sentence: Sentence, word: int) -> bool:
    """Whether what a word begins only has the signs that a sentence speaks of: "the symptoms of | gout"."""
    before = sentence.words.texts[max(0, word - _OF_SIGNS) : word]
    return not _SIGNS.isdisjoint(before) and not _OWNED.isdisjoint(before)


def is_denied(sentence: Sentence, cue: Found[Cue]) -> bool:
    """Whether a cue or the clause around it is denied: "is not | due to", "no evidence that X | causes"."""
    texts = sentence.words.texts
    near = texts[max(0, cue.first - _DENIAL_REACH) : cue.first]
    if not _DENIALS.isdisjoint(near) and "only" not in near:
        return True
    before = texts[max(0, cue.first - _CLAUSE_REACH) : cue.first]
    if "that" not in before:
        return False
    end = cue.first - 1 - before[::-1].index("that")
    return not _DENIALS.isdisjoint(texts[max(0, end - _DENIAL_REACH) : end])


def names(spots: Iterable[Spot]) -> tuple[Named, ...]:
    """The ends of claims that mentions make, those of relatives left out."""
    return tuple(named(spot) for spot in spots if spot.mention.experiencer == "patient")
