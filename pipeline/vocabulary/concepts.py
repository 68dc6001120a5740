"""`Vocabulary`: which concepts a surface form can name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.model import Concept, Label
from pipeline.vocabulary.index import Rows, TermIndex
from pipeline.vocabulary.normal import term_key

__all__ = ["Rows", "Vocabulary", "keys_of", "rows_of"]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Concepts, the terms that name them, and the names of body parts. Never changed once made."""

    version: str
    """Digest of the contents: equal contents, equal version."""
    concepts: Sequence[Concept] = field(repr=False)
    labels: Sequence[Label] = field(repr=False)
    """Those of the concepts, for those who ask nothing else of many concepts."""
    terms: Mapping[str, Rows] = field(repr=False)
    """Surface form (see `surface_form`) -> rows of the concepts it names, best first."""
    keys: Mapping[str, Rows] = field(repr=False)
    """Normal form (see `term_key`) -> rows, best first."""
    anatomy: frozenset[str] = field(repr=False)
    """Normal forms of the names of body parts."""
    acronyms: frozenset[str] = field(repr=False)
    """Terms that name their concept only when written in capitals ("aids" for AIDS)."""
    index: TermIndex = field(repr=False)
    """What follows from the terms."""
    own: frozenset[str] = field(default=frozenset(), repr=False)
    """Normal forms of one's own names, which count wherever they stand."""

    def concept(self, row: int) -> Concept:
        """The concept in a row, as `terms` and `keys` give it."""
        return self.concepts[row]


def keys_of(terms: Mapping[str, Rows]) -> dict[str, Rows]:
    """The rows of each normal form: those of its surface forms, in the order of the forms.

    A form that is its own normal form leads, because it names the concept most literally.
    """
    keys: dict[str, list[int]] = {}
    for surface in sorted(terms, key=lambda term: (term_key(term) != term, term)):
        rows = keys.setdefault(term_key(surface), [])
        rows.extend(row for row in terms[surface] if row not in rows)
    return {key: tuple(rows) for key, rows in keys.items() if key}


def rows_of(names: Iterable[tuple[str, int]]) -> dict[str, Rows]:
    """Terms from pairs of surface form and row, the first pair of a surface being its best concept."""
    terms: dict[str, list[int]] = {}
    for surface, row in names:
        rows = terms.setdefault(surface, [])
        if row not in rows:
            rows.append(row)
    return {surface: tuple(rows) for surface, rows in terms.items()}
