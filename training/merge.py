"""One list of entries out of many: the same name is the same concept, whatever source it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.model import Label
from pipeline.vocabulary import term_key
from pipeline.vocabulary.concepts import Rows
from training.sources import mesh
from training.sources.entry import Entry
from training.sources.heads import judge

_NOT_ADOPTED = ("local:", "ICD10CM:")
"""The inclusion terms of ICD-10-CM are examples of what a code is used for, and no synonyms."""

_OF_DISEASES, _OF_SIGNS = "MONDO", "HPO"


def merge(entries: Sequence[Entry]) -> list[Entry]:
    """Entries with settled labels, one a preferred name; an entry of a later source adds its surfaces.

    Args:
        entries: of all sources, best source first.

    A local entry (hand-kept names) keeps its label and kind but takes the id of the ontology concept with
    the same preferred name, so that ids come from ontologies wherever one knows the concept.
    """
    merged: dict[str, Entry] = {}
    signs = _signs(entries)
    for entry in entries:
        key = spelling_key(entry.preferred_name)
        judged = _relabelled(entry, signs)
        merged[key] = _joined(merged[key], judged) if key in merged else judged
    headings, release = mesh.by_key(), mesh.release()
    named = {key: _with_heading(entry, headings, release) for key, entry in merged.items() if entry.surfaces}
    _adopt_synonyms(named)
    return _unique(named.values())


def spelling_key(name: str) -> str:
    """What the spellings of a name share: "Gastro-oesophageal reflux" and "gastroesophageal reflux".

    Closed, hyphenated and open compounds are one, and so are British and American vowels. Fit for whole names
    only: single words of everyday speech would meet ("four", "for").
    """
    key = term_key(name).replace(" ", "")
    for british, american in (("oe", "e"), ("ae", "e"), ("our", "or")):
        key = key.replace(british, american)
    return key


def ranked(surface: str, rows: Rows, entries: Sequence[Entry]) -> Rows:
    """The rows that a surface names, those of the best source first, whose preferred name it is above all.

    So "familial Mediterranean fever" is no other periodic fever; but "hypertension" stays what "high blood
    pressure" is, although a later source has a concept of that name.
    """
    best = entries[rows[0]]
    key = spelling_key(surface)

    def rank(row: int) -> tuple[bool, bool]:
        entry = entries[row]
        is_of_best = (entry.vocabulary, entry.label) == (best.vocabulary, best.label)
        return not is_of_best, spelling_key(entry.preferred_name) != key

    return tuple(sorted(rows, key=rank))


def _adopt_synonyms(merged: dict[str, Entry]) -> None:
    """Give a local concept to an ontology's: to one named as it in other words, or with it as a synonym."""
    for key, entry in list(merged.items()):
        if entry.concept_id.startswith("local:") and (alike := _named_alike(entry, merged)):
            merged[key] = _joined(entry, merged.pop(alike))
    owner: dict[str, str] = {}
    for key, entry in merged.items():
        if not entry.concept_id.startswith(_NOT_ADOPTED):
            for surface in entry.surfaces:
                if surface not in entry.acronyms:
                    owner.setdefault(spelling_key(surface), key)
    for key, entry in list(merged.items()):
        if entry.concept_id.startswith("local:") and key in owner:
            merged[key] = _joined(entry, merged.pop(owner[key]))
            owner = {term: key if name == owner[key] else name for term, name in owner.items()}


def _named_alike(entry: Entry, merged: Mapping[str, Entry]) -> str | None:
    """Key of the first ontology concept of the same label whose preferred name is one of the surfaces."""
    for surface in entry.surfaces:
        other = merged.get(spelling_key(surface)) if surface not in entry.acronyms else None
        if other and other.label == entry.label and not other.concept_id.startswith(_NOT_ADOPTED):
            return spelling_key(surface)
    return None


def _signs(entries: Iterable[Entry]) -> frozenset[str]:
    """The names of signs and symptoms, as the ontology of these has them."""
    surfaces = (surface for entry in entries if entry.vocabulary == _OF_SIGNS for surface in entry.surfaces)
    return frozenset(map(spelling_key, surfaces))


def _relabelled(entry: Entry, signs: frozenset[str]) -> Entry:
    """The entry with the label that its head word means.

    A disease that is named like a sign, but is none to the ontology of signs, stays one ("yellow fever").
    """
    meaning = judge(entry.preferred_name)
    is_hand_kept = entry.concept_id.startswith("local:") and entry.kind != "drug"
    if meaning is None or is_hand_kept or meaning[0] == entry.label:
        return entry
    label, kind = meaning
    if label == "TREATMENT" or entry.label == "TREATMENT":
        return entry
    is_disease = entry.vocabulary == _OF_DISEASES and spelling_key(entry.preferred_name) not in signs
    return entry if is_disease else replace(entry, label=label, kind=kind)


def _joined(first: Entry, second: Entry) -> Entry:
    surfaces = tuple(dict.fromkeys(first.surfaces + second.surfaces))
    acronyms = (first.acronyms | second.acronyms) - _written_small(first) - _written_small(second)
    if first.concept_id.startswith("local:") and not second.concept_id.startswith("local:"):
        label: Label = first.label
        return replace(second, label=label, kind=first.kind, surfaces=surfaces, acronyms=acronyms,
                       lay_name=second.lay_name or first.preferred_name)  # fmt: skip
    xrefs = tuple(dict.fromkeys((*first.xrefs, *_ids(second), *second.xrefs)))
    lay_name = first.lay_name or second.lay_name
    return replace(first, surfaces=surfaces, xrefs=xrefs, lay_name=lay_name, acronyms=acronyms)


def _written_small(entry: Entry) -> frozenset[str]:
    return frozenset(entry.surfaces) - entry.acronyms


def _ids(entry: Entry) -> tuple[str, ...]:
    return () if entry.concept_id.startswith("local:") else (entry.concept_id,)


def _with_heading(entry: Entry, headings: Mapping[str, str], release: str) -> Entry:
    """Add the MeSH ids of headings among the names; a local concept named as a heading gets its id."""
    if entry.concept_id.startswith("local:") and (heading := headings.get(term_key(entry.preferred_name))):
        entry = replace(entry, concept_id=heading, vocabulary="MeSH", version=release)
    found = [headings[key] for surface in entry.surfaces if (key := term_key(surface)) in headings]
    xrefs = dict.fromkeys((*entry.xrefs, *found))
    return replace(entry, xrefs=tuple(xref for xref in xrefs if xref != entry.concept_id))


def _unique(entries: Iterable[Entry]) -> list[Entry]:
    """One entry an id: a later one adds its surfaces to the first."""
    unique: dict[str, Entry] = {}
    for entry in entries:
        first = unique.get(entry.concept_id)
        unique[entry.concept_id] = _joined(first, entry) if first else entry
    return list(unique.values())
