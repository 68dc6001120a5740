"""MONDO, the disease ontology, from `cellxgene-ontology-guide` (MIT; the ontology itself is CC BY 4.0)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

import msgspec

from training.sources.entry import Entry, acronyms, plain_surfaces

_PACKAGE = "cellxgene_ontology_guide"
_HUMAN = "MONDO:0700096"
_KINDS = {
    "MONDO:0021178": "injury",
    "MONDO:0005550": "infection",
    "MONDO:0045024": "neoplasm",
    "MONDO:0005084": "mental_disorder",
}


def read_ontology(name: str) -> tuple[str, Mapping[str, Any]]:
    """The newest version of an ontology in the package: its version and its terms by id."""
    import zstandard  # noqa: PLC0415 - of the extra `train`, which tests do without

    folder = resources.files(_PACKAGE) / "data"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.startswith(f"{name}-ontology-"))
    packed = (folder / names[-1]).read_bytes()
    version = names[-1].removeprefix(f"{name}-ontology-").removesuffix(".json.zst")
    terms: dict[str, Any] = msgspec.json.decode(zstandard.decompress(packed))
    return version, terms


def entries() -> Iterator[Entry]:
    """Human diseases with their synonyms, in order of id."""
    version, terms = read_ontology("MONDO")
    for concept_id, term in sorted(terms.items()):
        if term.get("deprecated") or _HUMAN not in term["ancestors"]:
            continue
        names = [term["label"], *term.get("synonyms", ())]
        yield Entry(
            concept_id=concept_id,
            label="CONDITION",
            kind=_kind(term["ancestors"]),
            preferred_name=term["label"],
            vocabulary="MONDO",
            version=version,
            surfaces=plain_surfaces(names),
            acronyms=acronyms(names),
        )


def _kind(ancestors: Mapping[str, int]) -> str:
    return next((kind for ancestor, kind in _KINDS.items() if ancestor in ancestors), "disorder")
