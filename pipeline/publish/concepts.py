"""Which concepts stand in which concept table, and how often they are mentioned."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.model import Concept, Label, Page
from pipeline.publish.rows import Row


@dataclass(slots=True)
class ConceptCounts:
    """Running counts over pages; the order in which pages are added does not matter."""

    concepts: defaultdict[str, set[Concept]] = field(default_factory=lambda: defaultdict(set))
    mentions: defaultdict[Label, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    documents: defaultdict[Label, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    cited: set[str] = field(default_factory=set)
    """Concepts that a relation or a page's topic names."""

    def add(self, page: Page) -> None:
        """Count one page."""
        for concept in page.concepts:
            self.concepts[concept.concept_id].add(concept)
        for mention in page.mentions:
            self.mentions[mention.label][mention.concept_id] += 1
        for label, concept_id in {(mention.label, mention.concept_id) for mention in page.mentions}:
            self.documents[label][concept_id] += 1
        self.cited.update(relation.subject_concept_id for relation in page.relations)
        self.cited.update(relation.object_concept_id or "" for relation in page.relations)
        self.cited.add(page.topic_concept_id or "")

    def update(self, other: ConceptCounts) -> None:
        """Add the counts of other pages."""
        for concept_id, candidates in other.concepts.items():
            self.concepts[concept_id] |= candidates
        for ours, theirs in ((self.mentions, other.mentions), (self.documents, other.documents)):
            for label, counted in theirs.items():
                ours[label].update(counted)
        self.cited |= other.cited

    def rows(self, label: Label) -> Iterator[Row]:
        """Rows of the label's concept table.

        A concept stands in the table of every label under which it is mentioned; one that is only cited
        stands in the table of its own label.
        """
        for concept_id, candidates in self.concepts.items():
            concept = _chosen(candidates, label)
            is_mentioned = concept_id in self.mentions[label]
            if is_mentioned or (concept.label == label and self._is_only_cited(concept_id)):
                yield _row(concept, self.documents[label][concept_id], self.mentions[label][concept_id])

    def _is_only_cited(self, concept_id: str) -> bool:
        return concept_id in self.cited and not any(concept_id in seen for seen in self.mentions.values())


def _chosen(candidates: set[Concept], label: Label) -> Concept:
    """One of the concepts that pages give for the same id: of the label if any is, else the first by value.

    Pages agree on a vocabulary's concepts; local ones may differ in the case of their name.
    """
    return min(candidates, key=lambda concept: (concept.label != label, _sort_key(concept)))


def _sort_key(concept: Concept) -> tuple[str, ...]:
    return (
        concept.preferred_name, concept.label, concept.kind, concept.lay_name or "", concept.vocabulary,
        concept.vocabulary_version, *concept.xrefs,
    )  # fmt: skip


def _row(concept: Concept, n_documents: int, n_mentions: int) -> Row:
    return (
        concept.concept_id, concept.preferred_name, concept.lay_name, concept.kind, concept.vocabulary,
        concept.vocabulary_version, "|".join(concept.xrefs), n_documents, n_mentions,
    )  # fmt: skip
