"""The built-in vocabulary with one's own terms in front."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.model import Concept
from pipeline.vocabulary.concepts import Rows, Vocabulary
from pipeline.vocabulary.index import index_of
from pipeline.vocabulary.normal import surface_form, term_key
from pipeline.vocabulary.own.sheet import write_sheet
from pipeline.vocabulary.own.term import OwnTerm

LONGEST_ACRONYM = 6


def merged(vocabulary: Vocabulary, own: Sequence[OwnTerm]) -> Vocabulary:
    """A vocabulary that knows one's own terms too; the same for the same terms in the same order.

    One's own names lead: where the vocabulary knows a name for another concept, one's own comes first. A
    concept that both know keeps all its names and cross references, and is described by one's own term; of
    several own terms with one id by the first.
    """
    if not own:
        return vocabulary
    concepts, rows = _concepts(vocabulary.concepts, own)
    named = [(name, rows[term.concept.concept_id]) for term in own for name in term.names]
    capitals = {surface_form(name) for name, _ in named if _is_acronym(name)}
    small = {surface_form(name) for name, _ in named if not _is_acronym(name)}
    of_keys = [(term_key(name), row) for name, row in named]
    terms = _led(vocabulary.terms, ((surface_form(name), row) for name, row in named))
    keys = _led(vocabulary.keys, of_keys)
    return replace(
        vocabulary,
        version=_version(vocabulary, own),
        concepts=concepts,
        labels=tuple(concept.label for concept in concepts),
        terms=terms,
        keys=keys,
        acronyms=(vocabulary.acronyms | capitals) - small,
        index=index_of(terms, keys, concepts),
        own=vocabulary.own | {key for key, _ in of_keys},
    )


def _concepts(
    known: Sequence[Concept], own: Iterable[OwnTerm]
) -> tuple[tuple[Concept, ...], Mapping[str, int]]:
    """All concepts, those of one's own described as they say, and the row of each id."""
    concepts = list(known)
    rows = {concept.concept_id: row for row, concept in enumerate(known)}
    described: set[str] = set()
    for concept in (term.concept for term in own):
        row = rows.setdefault(concept.concept_id, len(concepts))
        if row == len(concepts):
            concepts.append(concept)
        elif concept.concept_id not in described:
            concepts[row] = replace(concept, xrefs=tuple(dict.fromkeys(concept.xrefs + concepts[row].xrefs)))
        described.add(concept.concept_id)
    return tuple(concepts), rows


def _led(known: Mapping[str, Rows], named: Iterable[tuple[str, int]]) -> dict[str, Rows]:
    """What names name, one's own before what was known."""
    leading: dict[str, list[int]] = {}
    for name, row in named:
        leading.setdefault(name, []).append(row)
    return {**known, **{name: tuple(dict.fromkeys((*found, *known.get(name, ()))))
                        for name, found in leading.items()}}  # fmt: skip


def _is_acronym(name: str) -> bool:
    return len(name) <= LONGEST_ACRONYM and name.isupper() and " " not in name


def _version(vocabulary: Vocabulary, own: Sequence[OwnTerm]) -> str:
    parts = (vocabulary.version, *(write_sheet([term]) for term in own))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
