"""Links a mention to a concept: of the vocabulary where a name says so, else a local one; never a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.extract.compose import reordered
from pipeline.model import Concept, Label, MatchKind
from pipeline.vocabulary import Vocabulary, surface_form, term_key
from pipeline.vocabulary.concepts import Rows

SCORES: dict[MatchKind, float] = {"exact": 0.88, "variant": 0.74, "abbreviation": 0.74, "model": 0.59}
"""Share of mentions with right bounds and label, by match, as cross-validated (see the tagger's card); an
abbreviation counts like a variant."""
_KINDS: dict[Label, str] = {"CONDITION": "disorder", "SYMPTOM": "finding", "TREATMENT": "other"}
_SIDE_SWAP: dict[Label, Label] = {"CONDITION": "SYMPTOM", "SYMPTOM": "CONDITION"}


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

        A concept of the other kind of problem (CONDITION for SYMPTOM and the reverse) is taken where the
        vocabulary knows none of the label: what the words name decides. Read the label off the concept.
        """
        form, key = surface_form(surface), term_key(surface)
        vocabulary = self.vocabulary
        for wanted in (label, _SIDE_SWAP.get(label)):
            if wanted and (concept := self._first(vocabulary.terms.get(form, ()), wanted)):
                return Link(concept, "exact")
            for variant in (key, reordered(key)):
                if wanted and variant and (concept := self._first(vocabulary.keys.get(variant, ()), wanted)):
                    return Link(concept, "variant")
        return Link(self._local(form, reordered(key) or key, label), "model")

    def _first(self, rows: Rows, label: Label) -> Concept | None:
        concepts = map(self.vocabulary.concept, rows)
        return next((concept for concept in concepts if concept.label == label), None)

    def _local(self, form: str, key: str, label: Label) -> Concept:
        """A concept of the surface's own; its id holds the label, so that an id never has two labels."""
        slug = re.sub(r"\W+", "-", key or form).strip("-") or "unnamed"
        return Concept(
            concept_id=f"local:{label.lower()}-{slug}",
            label=label,
            preferred_name=key or form,
            lay_name=None,
            kind=self._kind(key, label),
            vocabulary="local",
            vocabulary_version=self.vocabulary.version,
        )

    def _kind(self, key: str, label: Label) -> str:
        """The kind of the concept that the head word names ("calf stretch": exercise)."""
        head = self._first(self.vocabulary.keys.get(key.rsplit(" ", 1)[-1], ()), label)
        return head.kind if head else _KINDS[label]
