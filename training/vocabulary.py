"""Builds the vocabulary: `python -m training.vocabulary [--shared PATH]`.

Entries of all sources are merged by normal form, cross references added, and surfaces that annotated
passages show to be no entities are dropped. Needs the extra `train`; the same sources give the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.model import Concept
from pipeline.vocabulary import DEFAULT, encode, surface_form
from pipeline.vocabulary.concepts import rows_of
from training import vocabulary_card
from training.merge import merge, ranked
from training.selection import observed, select
from training.sources import drugs, hpo, icd10cm, lay, mesh, mondo
from training.sources.anatomy import body_parts
from training.sources.entry import Entry

SOURCES = (lay, mondo, hpo, mesh, drugs, icd10cm)
"""Best first: where two sources know a name, the concept of the first one leads."""


def main() -> None:
    """Build the vocabulary and its card."""
    parser = argparse.ArgumentParser(prog="python -m training.vocabulary", description=__doc__)
    parser.add_argument("--shared", type=Path, help="folder that holds data/pages/passages.jsonl")
    parser.add_argument("--out", type=Path, default=DEFAULT)
    options = parser.parse_args()
    entries = merge([entry for source in SOURCES for entry in source.entries()])
    kept = select(entries, observed(options.shared)) if options.shared else entries
    small = {form for entry in kept for form in set(entry.surfaces) - entry.acronyms}
    named = rows_of(
        (surface, row)
        for row, entry in enumerate(kept)
        for surface in entry.surfaces
        if surface not in entry.acronyms or surface not in small
    )
    terms = {surface: ranked(surface, rows, kept) for surface, rows in named.items()}
    capitals = {form for entry in kept for form in entry.acronyms} - small
    packed = encode([_concept(entry) for entry in kept], terms, body_parts(), capitals & terms.keys())
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_bytes(packed)
    card = vocabulary_card.render(kept, packed, n_dropped=_count(entries) - _count(kept))
    options.out.with_name("vocabulary.md").write_text(card, encoding="utf-8")


def _concept(entry: Entry) -> Concept:
    return Concept(
        concept_id=entry.concept_id,
        label=entry.label,
        preferred_name=entry.preferred_name,
        lay_name=_other_name(entry.lay_name, entry.preferred_name),
        kind=entry.kind,
        vocabulary=entry.vocabulary,
        vocabulary_version=entry.version,
        xrefs=entry.xrefs,
    )


def _other_name(lay_name: str | None, preferred_name: str) -> str | None:
    """The lay name where it says something else than the preferred one."""
    return None if lay_name is None or surface_form(lay_name) == surface_form(preferred_name) else lay_name


def _count(entries: list[Entry]) -> int:
    return sum(len(entry.surfaces) for entry in entries)


if __name__ == "__main__":
    main()
