"""A claim is a relation as one sentence states it, before the claims of a document are joined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.extract.relations_reading import Sentence, Spot
from pipeline.model import Label, RelationKind
from pipeline.vocabulary import term_key

Method = Literal["section", "sentence_cue", "open_object", "ranker"]

ABOUT: frozenset[Label] = frozenset({"CONDITION", "SYMPTOM"})
"""What a page, a section or a relation can be about."""

OBJECTS: Mapping[RelationKind, frozenset[Label]] = {
    "has_symptom": frozenset({"SYMPTOM", "CONDITION"}),
    "treated_by": frozenset({"TREATMENT"}),
    "caused_by": frozenset({"CONDITION", "SYMPTOM", "TREATMENT"}),
    "risk_factor": frozenset({"CONDITION", "SYMPTOM", "TREATMENT"}),
    "prevented_by": frozenset({"TREATMENT"}),
}
"""Which labels may stand as the object of a relation."""

_CAUSES = frozenset({"caused_by", "risk_factor"})
_AGAINST = frozenset({"avoid", "ease", "prevent", "protect", "reduce", "relieve"})
"""Words of a treatment that says what it keeps away: "turn slowly to avoid a fall"."""

SCORES: Mapping[str, float] = {
    "list": 0.8, "sentence_cue": 0.75, "section": 0.65, "ranker": 0.65, "open_object": 0.5,
}  # fmt: skip
"""Belief in a claim by how it was read: what is said outranks what merely stands in a section, and that the
ranker, whose score is this share of its probability."""


@dataclass(frozen=True, slots=True)
class Named:
    """An end of a claim: a concept with the words that name it, or (concept None) words alone."""

    concept_id: str | None
    surface: str
    label: Label | None
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """`subject relation object`, read by a method, with the belief that the text says so (0 to 1)."""

    subject: Named
    relation: RelationKind
    object: Named
    method: Method
    score: float
    sentence: Sentence
    is_denied: bool = False
    """Whether the sentence says that the relation does not hold."""

    @property
    def key(self) -> tuple[str, RelationKind, str]:
        """What makes two claims the same relation."""
        return (
            self.subject.concept_id or "",
            self.relation,
            self.object.concept_id or self.object.surface.lower(),
        )

    @property
    def is_negated(self) -> bool:
        """Whether the relation or one of its ends is denied."""
        return self.is_denied or self.subject.is_negated or self.object.is_negated

    @property
    def is_sound(self) -> bool:
        """Whether the labels fit the relation and the two ends differ; a symptom has no symptoms."""
        subject, target = self.subject, self.object
        subjects = {"CONDITION"} if self.relation == "has_symptom" else ABOUT
        fits = target.label is None or target.label in OBJECTS[self.relation]
        differ = subject.concept_id is not None and subject.concept_id != target.concept_id
        is_cause = not (self._explains_itself or self._works_against)
        return fits and differ and subject.label in subjects and is_cause

    @property
    def _works_against(self) -> bool:
        """Whether what is named as a cause is a treatment that says what it keeps away."""
        if self.relation not in _CAUSES or self.object.label != "TREATMENT":
            return False
        return not _AGAINST.isdisjoint(self.object.surface.lower().split())

    @property
    def _explains_itself(self) -> bool:
        """Whether the cause is the subject in more or fewer words ("hip pain" by "pain").

        A cause that is no mention may hold the subject: "a family history of gout".
        """
        if self.relation not in _CAUSES:
            return False
        subject, target = (frozenset(term_key(end.surface).split()) for end in (self.subject, self.object))
        return target <= subject or (self.object.label is not None and subject <= target)


def named(spot: Spot) -> Named:
    """The end of a claim that a mention makes."""
    mention = spot.mention
    return Named(mention.concept_id, mention.surface, mention.label, mention.is_negated)
