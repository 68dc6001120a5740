"""Names of human body parts: UBERON (`cellxgene-ontology-guide`, MIT; ontology CC BY 3.0) and lay ones."""

from __future__ import annotations

from pathlib import Path

from pipeline.vocabulary import surface_form, term_key
from training.sources.entry import plain_surfaces
from training.sources.mondo import read_ontology

_LAY = Path(__file__).parents[1] / "data" / "body_parts.txt"
_ANATOMICAL_STRUCTURE = "UBERON:0000061"
_MAX_WORDS = 3


def body_parts() -> frozenset[str]:
    """Normal forms of the names of body parts, at most three words each."""
    _, terms = read_ontology("UBERON")
    names = [
        name
        for term in terms.values()
        if not term.get("deprecated") and _ANATOMICAL_STRUCTURE in term["ancestors"]
        for name in (term["label"], *term.get("synonyms", ()))
    ]
    lay = _LAY.read_text(encoding="utf-8").splitlines()
    forms = [*plain_surfaces(names), *(surface_form(line) for line in lay if line)]
    return frozenset(term_key(form) for form in forms if len(form.split()) <= _MAX_WORDS)
