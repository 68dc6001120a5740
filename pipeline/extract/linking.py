"""Links a mention to a concept: of the vocabulary where a name says so, else a local one; never a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.extract.compose import reordered, short_name, singular_name
from pipeline.model import Concept, Label, MatchKind
from pipeline.vocabulary import Vocabulary, surface_form, term_key
from pipeline.vocabulary.concepts import Rows

SCORES: dict[MatchKind, float] = {"exact": 0.9, "variant": 0.79, "abbreviation": 0.79, "model": 0.69}
"""Share of mentions with right bounds and label, by match, as cross-validated (see the tagger's card); an
abbreviation counts like a variant."""
_KINDS: dict[Label, str] = {"CONDITION": "disorder", "SYMPTOM": "finding", "TREATMENT": "other"}
_ORDER: dict[Label, tuple[Label, ...]] = {
    "CONDITION": ("CONDITION", "SYMPTOM", "TREATMENT"),
    "SYMPTOM": ("SYMPTOM", "CONDITION", "TREATMENT"),
    "TREATMENT": ("TREATMENT",),
}
"""Labels of the concepts that a surface of a label may name, in the order in which they are tried."""


@dataclass(frozen=True, slots=True)
class Link:
    """A concept and how the surface came to it."""

    concept: Concept
    match: MatchKind


@dataclass(frozen=True, slots=True)
class Linker:
    """Looks surfaces up in a vocabulary."""

    vocabulary: Vocabulary = field(repr=False)

    def link(self, surface: str, label: Label) -> Link:
        """The concept of a surface that was labelled so.

        For a problem a concept of another label is taken where the vocabulary knows none of its own: what the
        words name decides. Read the label off the concept.
        """
        form, key = surface_form(surface), term_key(surface)
        vocabulary = self.vocabulary
        for wanted in _ORDER[label]:
            if concept := self._first(vocabulary.terms.get(form, ()), wanted):
                return Link(concept, "exact")
            for variant in (key, reordered(key), _closed(key)):
                if variant and (concept := self._first(vocabulary.keys.get(variant, ()), wanted)):
                    return Link(concept, "variant")
        return Link(self._local(form, key, label), "model")

    def _first(self, rows: Rows, label: Label) -> Concept | None:
        concepts = map(self.vocabulary.concept, rows)
        return next((concept for concept in concepts if concept.label == label), None)

    def _local(self, form: str, key: str, label: Label) -> Concept:
        """A concept of the surface's own; its id holds the label, so that an id never has two labels."""
        short = short_name(key, self.vocabulary.anatomy)
        slug = re.sub(r"\W+", "-", short or form).strip("-") or "unnamed"
        return Concept(
            concept_id=f"local:{label.lower()}-{slug}",
            label=label,
            preferred_name=short if short != key else singular_name(form),
            lay_name=None,
            kind=self._kind(short, label),
            vocabulary="local",
            vocabulary_version=self.vocabulary.version,
        )

    def _kind(self, key: str, label: Label) -> str:
        """Of a treatment the kind of what the head word names ("calf stretch": exercise).

        The head of a problem's name misleads too often ("sun burn", "heart attack cough").
        """
        head = self._first(self.vocabulary.keys.get(key.rsplit(" ", 1)[-1], ()), label)
        return head.kind if head and label == "TREATMENT" else _KINDS[label]


def _closed(key: str) -> str | None:
    """The key of "heart burn" as "heartburn"; None where it has not two words."""
    return key.replace(" ", "") if key.count(" ") == 1 else None
